package io.github.hfconnect.answer;

import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of an error say, where the server's own begin: behind what gateways put before them. Each phrase is that of a
 * server, whose row in the tests' {@code judgements} names source and version.
 */
final class ErrorWords {

    // 400: | litellm.BadRequestError: | {'error': ' | /embeddings: | openai error:
    private static final Pattern BEFORE = Pattern.compile(
            "(?:\\d{3}: |litellm\\.\\w{1,60}: |\\{'error': ['\"]|/[\\w/]{1,60}: |[\\w-]{1,40} error: ){0,6}+",
            CASE_INSENSITIVE);

    private static final Pattern OF_LITELLM = Pattern.compile(
            "(?:litellm\\.\\w{1,60}: )?litellm\\.(?:ContextWindowExceeded|ContentPolicyViolation)Error: ");

    private static final Pattern INPUT = phrase("input validation error: `inputs` (must have|tokens|cannot be empty)"
            + "|`inputs` must have less than \\d+ tokens"
            + "|(input )?batch size \\d+ > maximum allowed"
            + "|request to model '[^']{1,80}' failed\\. the max allowed tokens per submitted batch"
            + "|too many tokens( in batch\\.|: )"
            + "|illegal param: prefill \\d+ tokens exceed"
            + "|(this|the|your) (model|endpoint)'s maximum context length"
            + "|the input \\(\\d+ tokens\\) is longer than the model's context length"
            + "|the input length exceeds the context length"
            + "|the request exceeds the available context size"
            + "|the prompt is \\d+ tokens");

    /** llama.cpp and its kin take a text over their batch size for a fault of their own. */
    private static final Pattern LARGE_INPUT =
            phrase("input (\\(\\d+ tokens\\) )?is (too large to process|larger than the max context size)"
                    + "|input prompt is too big");

    /** What a gateway lets nobody ask or hear, under whatever status. */
    private static final Pattern BLOCKED = phrase("(prompt|response) blocked due to ");

    /** More tokens than the account gets in a minute: no waiting helps, although most say 429. */
    private static final Pattern OVER_RATE = phrase("request too large for ");

    private record Phrase(Pattern pattern, ErrorRule rule) {}

    private static final List<Phrase> OF_REQUEST = List.of(
            presumed("(the requested )?model ('[^']*' |\\S+ )?(is )?not supported\\b", Advice.PROVIDER),
            presumed("content type .{0,100} not supported|body needs to provide a inputs key", Advice.BODY),
            presumed(
                    "the following `model_kwargs` are not used|\\S+ does not support parameters: "
                            + "|unsupported parameter\\b|unknown parameter\\b|unrecognized request argument"
                            + "|\"auto\" tool choice requires",
                    Advice.PARAMETERS),
            presumed(
                    "malformed input request: (#[\\w/]*: )?(extraneous|required) key"
                            + "|the maximum tokens you requested exceeds the model limit",
                    Advice.PARAMETERS),
            presumed(
                    "invalid request: valid \\w+ must be provided|'\\w+' parameter is required",
                    Advice.MISSING_PARAMETER),
            presumed("system role not supported", Advice.PROMPT),
            presumed(
                    "invalid model\\b|\\S+ is not a valid model id\\b|model (does )?not exist\\b|aierror: no such model\\b"
                            + "|you passed in model=\\S+ there is no|llm provider not provided"
                            + "|the model `?\\S+ does not exist|model \\S+ (does not exist|not found)\\b"
                            + "|unknown model: |no models loaded\\b|unable to access non-serverless model\\b"
                            + "|invocation of model id \\S+ with on-demand throughput isn.t supported",
                    Advice.MODEL),
            presumed("incorrect( |%20)api( |%20)key( |%20)provided", Advice.TOKEN),
            presumed("budget has been exceeded", Advice.BILLING),
            presumed(
                    "modelnotdeployederror: |\"?\\S+ does not support (chat|tools|embed\\w*|rerank\\w*|generate|completion)\\b"
                            + "|this model does not appear to be an embedding model"
                            + "|(the|this) (model|server) does not support \\w+"
                            + "|unknown (tokenizer|backend)\\b"
                            + "|pooling type '\\w+' is not ",
                    Advice.CAPABILITY),
            presumed(
                    "(either )?[\\w-]{1,40}( or [\\w-]{1,40})? header is (required|missing)"
                            + "|invalid (provider|config) passed",
                    Advice.HEADERS));

    /** As a server of another kind of model answers 424. */
    private static final List<Phrase> OF_MODEL_KIND =
            List.of(presumed("model is not an? |`?\\w+`? is not available for .{1,20} models", Advice.CAPABILITY));

    /** What does not pass by waiting, although the server says 500. */
    private static final List<Phrase> OF_SERVER = List.of(
            presumed("\\w{1,40} is not supported by \\S{1,40}$", Advice.CAPABILITY),
            presumed("tools param requires --jinja", Advice.CAPABILITY),
            presumed(
                    "(rpc error: )?code = (unimplemented|unknown desc = unimplemented)\\b"
                            + "|failed to load model with internal loader: backend not found\\b",
                    Advice.CAPABILITY));

    /**
     * The default container of Inference Endpoints answers 400 to whatever goes wrong inside it, Ollama and LM Studio to what their
     * runners do.
     */
    private static final Pattern OF_SERVICE = Pattern.compile(
            "\\bcuda|\\bcublas|\\bcudnn|\\bmemory\\b|\\bmemoryerror|\\bconnection|max retries exceeded|timed out"
                    + "|^do embedding request: |^(the )?model (was |has )?(unloaded|crashed)\\b|^failed to load model\\b",
            CASE_INSENSITIVE);

    private static final Set<Integer> OF_INPUTS = Set.of(400, 413, 422);

    private static final Set<Integer> OF_RATES = Set.of(413, 429);

    private ErrorWords() {}

    private static Pattern phrase(String words) {
        return Pattern.compile(words, CASE_INSENSITIVE);
    }

    private static Phrase presumed(String words, String advice) {
        return new Phrase(phrase(words), ErrorRule.presumed(advice));
    }

    /** Where an input is said to be too long or not allowed. */
    static Optional<ErrorRule> ofInput(int status, ErrorBody error) {
        boolean says = (OF_INPUTS.contains(status)
                        && (begins(INPUT, error)
                                || OF_LITELLM.matcher(error.message()).lookingAt()))
                || ((status == 500 || status == 400) && begins(LARGE_INPUT, error))
                || (status < 500 && begins(BLOCKED, error));
        if (says) {
            return Optional.of(ErrorRule.certain(REJECTED, ""));
        }
        return OF_RATES.contains(status) && begins(OVER_RATE, error)
                ? Optional.of(new ErrorRule(REJECTED, false, "", true))
                : Optional.empty();
    }

    /** Where it is said to be the configuration's or the service's. */
    static Optional<ErrorRule> ofOthers(int status, ErrorBody error) {
        return switch (status) {
            case 400 -> first(OF_REQUEST, error).or(() -> ofService(error));
            case 422 -> first(OF_REQUEST, error);
            case 424 -> first(OF_MODEL_KIND, error);
            case 500 -> first(OF_SERVER, error);
            default -> Optional.empty();
        };
    }

    private static Optional<ErrorRule> ofService(ErrorBody error) {
        return OF_SERVICE.matcher(error.message()).find()
                ? Optional.of(ErrorRule.certain(UNAVAILABLE, ""))
                : Optional.empty();
    }

    private static Optional<ErrorRule> first(List<Phrase> phrases, ErrorBody error) {
        return phrases.stream()
                .filter(phrase -> begins(phrase.pattern(), error))
                .map(Phrase::rule)
                .findFirst();
    }

    private static boolean begins(Pattern words, ErrorBody error) {
        Matcher before = BEFORE.matcher(error.message());
        int begin = before.lookingAt() ? before.end() : 0;
        return words.matcher(error.message())
                .region(begin, error.message().length())
                .lookingAt();
    }
}
