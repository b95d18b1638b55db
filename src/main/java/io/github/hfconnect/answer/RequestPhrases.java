package io.github.hfconnect.answer;

import java.util.List;

/**
 * By which words servers refuse what no record brings. Each phrase is that of a server, whose row in the tests' {@code judgements}
 * names source and version.
 */
final class RequestPhrases {

    /** Names that only a configuration has values for. */
    private static final String PARAMETER =
            "(?<parameter>max_tokens|max_completion_tokens|max_new_tokens|temperature|top_p|top_k"
                    + "|min_p|logprobs|top_logprobs|frequency_penalty|presence_penalty|repetition_penalty|dimensions"
                    + "|encoding_format|prompt_name|reasoning_effort)\\b";

    /** Anthropic, of an organisation or a workspace: nothing helps before the month is over, or somebody raises it. */
    private static final Phrase SPENT =
            Phrase.of("you have reached your (specified )?(workspace )?api usage limits\\b", Advice.BILLING);

    /** Under 400 and 422. */
    static final List<Phrase> OF_REQUEST = List.of(
            // A prompt that leaves no room for an answer is its record's: "max_tokens must be at least 1, got -5".
            Phrase.ofParameter("(invalid value for |input validation error: |custom embedding |the )?['\"`]?"
                    + PARAMETER + "(?! must be at least 1, got -)"),
            Phrase.ofParameter("model \\S+ does not support the (?<parameter>\\w+) parameter"),
            Phrase.ofParameter("invalid json payload received\\. unknown name \"(?<parameter>\\w+)\""),
            Phrase.of("(the requested )?model ('[^']*' |\\S+ )?(is )?not supported\\b", Advice.PROVIDER),
            Phrase.of(
                    "content type .{0,100} not supported|body needs to provide a inputs key"
                            + "|missing required \\w+ parameter: ",
                    Advice.BODY),
            Phrase.of(
                    "the following `model_kwargs` are not used|\\S+ does not support parameters: "
                            + "|unsupported parameter\\b|unknown parameter\\b|unrecognized request argument"
                            + "|\"auto\" tool choice requires|request fields .{1,200} are not supported"
                            + "|(json: )?unknown field\\b"
                            + "|malformed input request:\\s+(#[\\w/]*: )?(extraneous|required) key"
                            + "|the maximum tokens you requested exceeds the model limit",
                    Advice.PARAMETERS),
            Phrase.of(
                    "invalid request: valid \\w+ must be provided|valid \\w+ must be provided|'\\w+' parameter is required",
                    Advice.MISSING_PARAMETER),
            Phrase.of("system role not supported", Advice.PROMPT),
            Phrase.of(
                    "invalid model\\b|\\S+ is not a valid model id\\b|model (does )?not exist\\b|no such model\\b"
                            + "|you passed in model=\\S+ there is no|llm provider not provided"
                            + "|the model `?\\S+ does not exist|model \\S+ (does not exist|not found)\\b"
                            + "|model not found in the model list|requested model '[^']*' is not available"
                            + "|unknown model: |no models (are currently )?loaded\\b"
                            + "|missing 'model'|model is required\\b"
                            + "|unable to access non-serverless model\\b"
                            + "|invocation of model id \\S+ with on-demand throughput isn.t supported",
                    Advice.MODEL),
            Phrase.of("incorrect( |%20)api( |%20)key( |%20)provided", Advice.TOKEN),
            Phrase.of("this organization has been disabled\\b", Advice.RIGHTS),
            Phrase.of(
                    "budget has been exceeded|insufficient (quota|balance|credits?)\\b|your credit balance is too low",
                    Advice.BILLING),
            SPENT,
            Phrase.of(
                    "((the|this|model|provider) )?\\S+ does not support \\W?\\w"
                            + "|this model does not appear to be an embedding model"
                            + "|the requested model \\S+ is not served as "
                            + "|\\S+ is an? [\\w -]{1,40} and cannot be used with "
                            + "|unknown (tokenizer|backend)\\b|pooling type '\\w+' is not "
                            + "|unsupported by turbomind|please launch the api_server with "
                            + "|chat completions are disabled\\b|unmapped llm provider for this endpoint",
                    Advice.CAPABILITY),
            Phrase.of("unsupported legacy protocol: ", Advice.ROUTE),
            Phrase.of("invalid host header", Advice.URLS),
            Phrase.of(
                    "(400 )?the plain http request was sent to https port|client sent an http request to an https server",
                    Advice.HTTPS),
            Phrase.of("400 (no required ssl certificate was sent|the ssl certificate error)", Advice.CERTIFICATE),
            // Inference Endpoints.
            Phrase.of("invalid state$", Advice.PAUSED),
            Phrase.of(
                    "(either )?[\\w-]{1,40}( or [\\w-]{1,40})? header is (required|missing)"
                            + "|invalid (provider|config) passed",
                    Advice.HEADERS));

    /** Under 412. */
    static final List<Phrase> OF_ACCOUNT = List.of(Phrase.of("account \\S+ is suspended\\b", Advice.BILLING));

    /** Under 429, where waiting does not help. */
    static final List<Phrase> OF_SPENDING = List.of(SPENT);

    /** As a server of another kind of model answers 424. */
    static final List<Phrase> OF_MODEL_KIND =
            List.of(Phrase.of("model is not an? |`?\\w+`? is not available for .{1,20} models", Advice.CAPABILITY));

    /** What does not pass by waiting, although the server says 500. */
    static final List<Phrase> OF_SERVER = List.of(Phrase.of(
            "\\w{1,40} is not supported by \\S{1,40}$|tools param requires --jinja"
                    + "|code = (unimplemented|unknown desc = unimplemented)\\b"
                    + "|failed to load model with internal loader: backend not found\\b"
                    + "|model .{1,1000}? is not for (generate|chat|creating|reranking)\\b"
                    + "|\\w{1,40} is not implemented for ",
            Advice.CAPABILITY));

    private RequestPhrases() {}
}
