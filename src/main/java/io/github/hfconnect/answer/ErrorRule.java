package io.github.hfconnect.answer;

import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.inference.FailureKind.OVERLOADED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static java.util.regex.Pattern.CASE_INSENSITIVE;

import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Manner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault a refusal is, and what to do about it. Fields decide where a server has one for it that means the same everywhere; then words, looked for only
 * where the server's own begin, because servers quote the request in their errors; then the status. What words or a status say
 * is presumed: a firewall says 403 of a text as of a token, and most servers say 400 of a wrong model as of a wrong text (the tests'
 * {@code judgements}, a row a server and situation).
 *
 * @param manner what else is known of it: a model that is being loaded or scaled up, one whose output could not be used, an account that is not
 *     paid for; else null
 * @param advice what to change, empty where nothing can be changed
 * @param presumed whether what is answered to others may show it to be another's fault
 */
public record ErrorRule(FailureKind kind, @Nullable Manner manner, String advice, boolean presumed) {

    /** A server that is not done in the time that it gives itself. */
    public static final ErrorRule STILL_AT_IT = certain(UNAVAILABLE, "");

    private static final Pattern LOADING = Pattern.compile(
            "\\bloading\\b|\\bscal(e|ed|ing)\\b|\\binitiali[sz]ing\\b|\\bstarting\\b|\\bis not ready\\b",
            CASE_INSENSITIVE);

    /** What a status and a body say together. */
    public static ErrorRule of(int status, ErrorBody error) {
        return ErrorWords.ofBorrowedField(status, error)
                .or(() -> ErrorFields.certain(status, error))
                .or(() -> ErrorWords.ofInput(status, error))
                .or(() -> ErrorFields.ofParameter(status, error))
                .or(() -> ErrorWords.ofOthers(status, error))
                .orElseGet(() -> ofStatus(status, error));
    }

    private static ErrorRule ofStatus(int status, ErrorBody error) {
        return switch (status) {
            case 401 -> presumed(Advice.TOKEN);
            case 402 -> certain(MISCONFIGURED, Advice.BILLING);
            case 403 -> error.asksToWait() ? certain(OVERLOADED, "") : presumed(Advice.RIGHTS);
            // 412: Fireworks' suspended accounts (pollinations/pollinations#12136); no text is a precondition.
            case 404, 412 -> presumed(Advice.ADDRESS);
            case 405, 406, 415 -> presumed(Advice.ROUTE);
            case 407 -> certain(MISCONFIGURED, Advice.PROXY);
            case 410 -> presumed(Advice.GONE);
            case 413 -> certain(REJECTED, "");
            case 421 -> presumed(Advice.URLS);
            // 498: Groq's flex tier, where it has no capacity left (console.groq.com/docs/flex-processing).
            case 429, 498 -> certain(OVERLOADED, "");
            case 501 -> presumed(Advice.CAPABILITY);
            case 503 -> new ErrorRule(OVERLOADED, isLoading(error) ? Manner.LOADING : null, "", false);
            case 408, 409, 424, 425, 499 -> certain(UNAVAILABLE, "");
            default -> ofClass(status);
        };
    }

    private static ErrorRule ofClass(int status) {
        if (status >= 500) {
            return certain(UNAVAILABLE, "");
        }
        return status < 400 ? presumed(Advice.REDIRECT) : presumedOfInput();
    }

    private static boolean isLoading(ErrorBody error) {
        return error.estimatedSeconds() != null
                || ErrorFields.saysLoading(error)
                || LOADING.matcher(error.message()).find();
    }

    static ErrorRule certain(FailureKind kind, String advice) {
        return new ErrorRule(kind, manner(advice), advice, false);
    }

    private static @Nullable Manner manner(String advice) {
        return advice.equals(Advice.BILLING) ? Manner.UNPAID : null;
    }

    /** The configuration's, unless others are answered. */
    static ErrorRule presumed(String advice) {
        return new ErrorRule(MISCONFIGURED, manner(advice), advice, true);
    }

    /** The input's, unless all are refused. */
    static ErrorRule presumedOfInput() {
        return new ErrorRule(REJECTED, null, "", true);
    }

    /** The server refuses what its own model has said, which may be something else the next time. */
    static ErrorRule ofModelOutput() {
        return new ErrorRule(REJECTED, Manner.UNUSABLE_ANSWER, "", false);
    }
}
