package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.inference.FailureKind.OVERLOADED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static java.util.regex.Pattern.CASE_INSENSITIVE;

import io.github.hfconnect.inference.FailureKind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose fault an HTTP status is, and what to do about it. The status decides, except where servers use one status for
 * faults of several kinds.
 *
 * <p>Servers quote the request in their errors. A text that ends a task is therefore looked for only where the server's
 * own words stand, so that no record can end it.
 *
 * @param loading whether the model is being loaded or scaled up
 * @param advice what to change, empty where nothing can be changed
 */
record StatusRule(FailureKind kind, boolean loading, String advice) {

    private static final Pattern MODEL_NOT_SERVED =
            Pattern.compile("(the requested )?model ('[^']*' |\\S+ )?(is )?not supported\\b.*", CASE_INSENSITIVE);

    private static final Pattern WRONG_BODY =
            Pattern.compile("content type .{0,100} not supported|body needs to provide a inputs key", CASE_INSENSITIVE);

    /** A record brings values for parameters, but their names are always the configuration's. */
    private static final Pattern WRONG_PARAMETER =
            Pattern.compile("the following `model_kwargs` are not used by the model", CASE_INSENSITIVE);

    /** The default container of Inference Endpoints answers 400 to whatever goes wrong inside it. */
    private static final Pattern SERVICE_FAULT = Pattern.compile(
            "\\bcuda|\\bcublas|\\bcudnn|\\bmemory\\b|\\bmemoryerror|\\bconnection|max retries exceeded|timed out",
            CASE_INSENSITIVE);

    private static final Pattern WRONG_MODEL_KIND = Pattern.compile(
            "(backend error: )?(model is not an? |`?\\w+`? is not available for .{1,20} models)", CASE_INSENSITIVE);

    private static final Pattern LOADING = Pattern.compile(
            "\\bloading\\b|\\bscal(e|ed|ing)\\b|\\binitiali[sz]ing\\b|\\bstarting\\b", CASE_INSENSITIVE);

    static StatusRule of(int status, ErrorBody error) {
        return switch (status) {
            case 400 -> badRequest(error);
            case 401 -> change("Set `token` to a token that this endpoint takes");
            case 402 ->
                change("This is a matter of billing: buy credits, or set `bill.to` to an organisation that pays");
            case 403 -> change("Give the token the right to call this model, or set another `token` or `bill.to`");
            case 404 -> change("Check `model`, `endpoint.urls` and `endpoint.api`");
            case 405, 406, 415 -> change("Check `endpoint.api` and the path in `endpoint.urls`");
            case 407 -> change("Check `proxy.url`, `proxy.username` and `proxy.password`");
            case 410 -> change("Model or address are no longer served: set another `model` or `endpoint.urls`");
            case 421 -> change("Check `endpoint.urls`");
            case 424 -> failedDependency(error);
            case 429 -> tooManyRequests(error);
            case 503 -> new StatusRule(OVERLOADED, isLoading(error), "");
            case 408, 409, 425, 499 -> new StatusRule(UNAVAILABLE, false, "");
            default -> ofClass(status);
        };
    }

    private static StatusRule ofClass(int status) {
        if (status >= 500) {
            return new StatusRule(UNAVAILABLE, false, "");
        }
        return status < 400
                ? change("Set `endpoint.urls` to the final address: redirects are not followed")
                : rejected();
    }

    private static StatusRule badRequest(ErrorBody error) {
        if (isModelNotServed(error)) {
            return change("Set another `model` or `provider`, or enable a provider of this model in the account");
        }
        if (WRONG_BODY.matcher(error.message()).lookingAt()) {
            return change("Check `endpoint.api`: the server does not understand this kind of request");
        }
        if (WRONG_PARAMETER.matcher(error.message()).lookingAt()) {
            return change("Remove from `parameters.*` what the model does not take");
        }
        return SERVICE_FAULT.matcher(error.message()).find() ? new StatusRule(UNAVAILABLE, false, "") : rejected();
    }

    private static boolean isModelNotServed(ErrorBody error) {
        return "model_not_supported".equals(error.code())
                || "model_not_found".equals(error.code())
                || MODEL_NOT_SERVED.matcher(error.message()).lookingAt();
    }

    private static StatusRule failedDependency(ErrorBody error) {
        return WRONG_MODEL_KIND.matcher(error.message()).lookingAt()
                ? change("The endpoint's model cannot do this: set another `task`, or `endpoint.urls` of another model")
                : new StatusRule(UNAVAILABLE, false, "");
    }

    private static StatusRule tooManyRequests(ErrorBody error) {
        return isUnpaid(error.code()) || isUnpaid(error.type())
                ? change("This is a matter of billing: buy credits, or set another `token`")
                : new StatusRule(OVERLOADED, false, "");
    }

    /** OpenAI's word, and EvoLink's. */
    private static boolean isUnpaid(@Nullable String word) {
        return "insufficient_quota".equals(word) || "insufficient_quota_error".equals(word);
    }

    private static boolean isLoading(ErrorBody error) {
        return error.estimatedSeconds() != null
                || LOADING.matcher(error.message()).find();
    }

    private static StatusRule rejected() {
        return new StatusRule(REJECTED, false, "");
    }

    private static StatusRule change(String advice) {
        return new StatusRule(MISCONFIGURED, false, advice);
    }
}
