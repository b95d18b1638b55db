package io.github.hfconnect.trace;

import java.util.Map;

/**
 * The names of OpenTelemetry's semantic conventions for generative AI, version 1.37.0 (docs/gen-ai/gen-ai-spans.md; status: development,
 * so they may change with a later version), and ours where these have none.
 */
final class GenAi {

    /** The version, as a schema URL that spans are marked with. */
    static final String SCHEMA_URL = "https://opentelemetry.io/schemas/1.37.0";

    static final String OPERATION = "gen_ai.operation.name";
    static final String PROVIDER = "gen_ai.provider.name";
    static final String REQUEST_MODEL = "gen_ai.request.model";
    static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
    static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
    static final String ERROR_TYPE = "error.type";
    static final String SERVER_ADDRESS = "server.address";
    static final String SERVER_PORT = "server.port";

    /** Ours: how many inputs a call is about, and the server's id of it, to quote in a support request. */
    static final String INPUTS = "hfconnect.inputs";

    static final String REQUEST_ID = "hfconnect.request.id";

    /** Well-known operations; a task that is none of them is named as it is, as the conventions allow. */
    private static final Map<String, String> OPERATIONS = Map.of(
            "chat-completion", "chat",
            "image-text-to-text", "chat",
            "audio-text-to-text", "chat",
            "video-text-to-text", "chat",
            "text-generation", "text_completion",
            "feature-extraction", "embeddings",
            "sparse-embedding", "embeddings",
            "multi-vector-embedding", "embeddings");

    private GenAi() {}

    static String operation(String task) {
        return OPERATIONS.getOrDefault(task, task);
    }
}
