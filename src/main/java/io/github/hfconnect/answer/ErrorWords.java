package io.github.hfconnect.answer;

import static io.github.hfconnect.inference.FailureKind.OVERLOADED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the words of an error say, where the server's own begin: behind what gateways put before them. Each phrase is that of a
 * server, whose row in the tests' {@code judgements} names source and version.
 */
final class ErrorWords {

    private static final Pattern OF_LITELLM = Pattern.compile(
            "(?:litellm\\.\\w{1,60}: )?litellm\\.(?:ContextWindowExceeded|ContentPolicyViolation)Error: ");

    /** llama.cpp, KServe and their kin take a text that is too long for a fault of their own, under 500. */
    private static final Pattern INPUT =
            Phrase.pattern("input validation error: `inputs` (must have|tokens|cannot be empty)"
                    + "|`inputs` must have less than \\d+ tokens"
                    + "|(input )?batch size \\d+ > maximum allowed"
                    + "|request to model '[^']{1,80}' failed\\. the max allowed tokens per submitted batch"
                    + "|too many tokens( in batch\\.|: )"
                    + "|illegal param: prefill \\d+ tokens exceed"
                    + "|(this|the|your) (model|endpoint)'s maximum context length"
                    + "|the maximum context length of \\S+ is \\d+"
                    + "|the input \\(\\d+ tokens\\) is longer than the model's context length"
                    + "|(the )?input (length )?exceeds (the|maximum) context length"
                    + "|the input token count( \\(\\d+\\))? exceeds the maximum"
                    + "|input length \\(\\d+\\) must be smaller than the model context length"
                    + "|length of prompt_tokens \\(\\d+\\) must be less than"
                    + "|request prompt has \\d+ tokens in total, larger than"
                    + "|the request exceeds the available context size"
                    + "|the prompt is \\d+ tokens"
                    + "|input (\\(\\d+ tokens\\) )?is (too large to process|larger than the max context size)"
                    + "|input prompt is too big");

    /** What a gateway lets nobody ask or hear, under whatever status. */
    private static final Pattern BLOCKED = Phrase.pattern("(prompt|response) blocked due to |pii detected in request"
            + "|request (contains prohibited content|doesn't match allow patterns)");

    /** More tokens than the account gets in a minute: no waiting helps, although most say 429. */
    private static final Pattern OVER_RATE = Phrase.pattern("request too large for ");

    /**
     * DashScope's, whose code for too many tokens in a minute is OpenAI's for an account without credits
     * (help.aliyun.com/zh/model-studio/error-code, {@code 429-Throttling.AllocationQuota/insufficient_quota}). What is said of a
     * free quota begins otherwise, and does not come back.
     */
    private static final Pattern OF_MINUTE = Phrase.pattern("allocated quota exceeded\\b"
            + "|you exceeded your current quota, please check your plan and billing details\\. "
            + "for details, see: \\S{1,120}#token-limit\\b");

    /** Azure's API Management, under 403. */
    private static final Pattern OVER_QUOTA = Phrase.pattern("out of (call volume|bandwidth) quota");

    /**
     * The default container of Inference Endpoints answers 400 to whatever goes wrong inside it, Ollama, LM Studio, NVIDIA's
     * functions and llama.cpp's router to what their runners do.
     */
    private static final Pattern OF_SERVICE = Pattern.compile(
            "\\bcuda|\\bcublas|\\bcudnn|\\bmemory\\b|\\bmemoryerror|\\bconnection|max retries exceeded|timed out"
                    + "|^do embedding request: |^(the )?model (was |has )?(unloaded|crashed)\\b|^failed to load model\\b"
                    + "|^model (name=\\S+ )?is not (loaded|running)\\b|: degraded function cannot be invoked",
            CASE_INSENSITIVE);

    private static final Set<Integer> OF_INPUTS = Set.of(400, 413, 422, 500);

    private static final Set<Integer> OF_RATES = Set.of(413, 429);

    private ErrorWords() {}

    /** Where a server borrows another's field, and its words say what it means by it. */
    static Optional<ErrorRule> ofBorrowedField(int status, ErrorBody error) {
        return status == 429 && Phrase.begins(OF_MINUTE, error)
                ? Optional.of(ErrorRule.certain(OVERLOADED, ""))
                : Optional.empty();
    }

    /** Where an input is said to be too long or not allowed. */
    static Optional<ErrorRule> ofInput(int status, ErrorBody error) {
        boolean says = (OF_INPUTS.contains(status)
                        && (Phrase.begins(INPUT, error)
                                || OF_LITELLM.matcher(error.message()).lookingAt()))
                || (status < 500 && Phrase.begins(BLOCKED, error));
        if (says) {
            return Optional.of(ErrorRule.certain(REJECTED, ""));
        }
        return OF_RATES.contains(status) && Phrase.begins(OVER_RATE, error)
                ? Optional.of(ErrorRule.presumedOfInput())
                : Optional.empty();
    }

    /** Where it is said to be the configuration's or the service's. */
    static Optional<ErrorRule> ofOthers(int status, ErrorBody error) {
        return switch (status) {
            case 400 -> Phrase.first(RequestPhrases.OF_REQUEST, error).or(() -> ofService(error));
            case 403 ->
                Phrase.begins(OVER_QUOTA, error) ? Optional.of(ErrorRule.certain(OVERLOADED, "")) : Optional.empty();
            case 412 -> Phrase.first(RequestPhrases.OF_ACCOUNT, error);
            case 422 -> Phrase.first(RequestPhrases.OF_REQUEST, error);
            case 424 -> Phrase.first(RequestPhrases.OF_MODEL_KIND, error);
            case 429 -> Phrase.first(RequestPhrases.OF_SPENDING, error);
            case 500 -> Phrase.first(RequestPhrases.OF_SERVER, error);
            default -> Optional.empty();
        };
    }

    private static Optional<ErrorRule> ofService(ErrorBody error) {
        return OF_SERVICE.matcher(error.message()).find()
                ? Optional.of(ErrorRule.certain(UNAVAILABLE, ""))
                : Optional.empty();
    }
}
