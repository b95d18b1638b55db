package io.github.hfconnect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.server.ApiRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what kind of server an own endpoint is: {@code endpoint.api=auto}.
 *
 * @param api the value of {@code endpoint.api} that was found
 * @param because what it was found by, as the end of a sentence
 * @param limits what it says that one call may carry
 * @param isRecognised whether it has described itself; false where its kind is a guess, by a lack of descriptions
 * @param refusesToTell whether it wants to know who asks before it describes itself
 */
record ServerDetection(String api, String because, BatchLimits limits, boolean isRecognised, boolean refusesToTell) {

    private static final Logger LOG = LoggerFactory.getLogger(ServerDetection.class);
    private static final int UNAUTHORIZED = 401;

    /**
     * Kinds by the name that a server gives itself in {@code owned_by} of its models: vLLM 0.20 ({@code
     * vllm/entrypoints/openai/engine/protocol.py}), SGLang 0.5 ({@code python/sglang/srt/entrypoints/openai/protocol.py}).
     */
    private static final Set<String> SPOKEN_BY_OWNER = Set.of("vllm", "sglang");

    /**
     * In the list of models of both engines, and of nobody else: their {@code ModelCard} in the same files. Their own routes are
     * {@code /version} ({@code vllm/entrypoints/serve/instrumentator/server_info.py}) and {@code /get_model_info} ({@code
     * python/sglang/srt/entrypoints/http_server.py}).
     */
    private static final String LENGTH_OF_ENGINES = "max_model_len";

    private ServerDetection(String api, String because, BatchLimits limits) {
        this(api, because, limits, true, false);
    }

    /**
     * Asks the endpoint to describe itself.
     *
     * @throws InferenceException where it does not answer or is not ready, so that what it is cannot be known yet
     */
    static ServerDetection of(HttpTransport transport) throws InterruptedException {
        JsonNode info = describe(transport, "info").content();
        if (info.hasNonNull("model_type")) {
            return new ServerDetection("tei", "/info names a model type", limits(info));
        }
        if (info.hasNonNull("model_id")) {
            return new ServerDetection("tgi", "/info describes a model", BatchLimits.UNLIMITED);
        }
        Description models = describe(transport, "v1/models");
        JsonNode listed = models.content().path("data");
        String owner = listed.path(0).path("owned_by").asText();
        if (SPOKEN_BY_OWNER.contains(owner)) {
            return new ServerDetection(owner, "/v1/models names a model of " + owner, BatchLimits.UNLIMITED);
        }
        if (listed.path(0).hasNonNull(LENGTH_OF_ENGINES)) {
            return ofEngine(transport);
        }
        if (listed.isArray()) {
            return new ServerDetection("openai", "/v1/models lists models", BatchLimits.UNLIMITED);
        }
        return new ServerDetection(
                "huggingface",
                "neither /info nor /v1/models describes a model",
                BatchLimits.UNLIMITED,
                false,
                models.wantsToken());
    }

    /** Behind a gateway that calls the models its own: the engine is asked itself, where the gateway lets the question through. */
    private static ServerDetection ofEngine(HttpTransport transport) throws InterruptedException {
        if (describeIfItCan(transport, "/get_model_info").hasNonNull("model_path")) {
            return new ServerDetection("sglang", "/get_model_info names a model's path", BatchLimits.UNLIMITED);
        }
        if (describeIfItCan(transport, "/version").path("version").isTextual()) {
            return new ServerDetection(
                    "vllm", "/v1/models names lengths, and /version a version", BatchLimits.UNLIMITED);
        }
        return new ServerDetection("openai", "/v1/models lists models", BatchLimits.UNLIMITED);
    }

    /** A gateway may answer anything to a path that it does not know. */
    private static JsonNode describeIfItCan(HttpTransport transport, String path) throws InterruptedException {
        try {
            return describe(transport, path).content();
        } catch (InferenceException e) {
            LOG.debug(
                    "{} of {} says nothing. {}",
                    path,
                    transport.endpoint(),
                    e.failure().describe());
            return MissingNode.getInstance();
        }
    }

    /**
     * What a path says of the server.
     *
     * @param content missing where it says nothing
     */
    private record Description(JsonNode content, boolean wantsToken) {}

    /** How a call fails whose kind of server is a guess. */
    Failure explain(Failure failure) {
        if (isRecognised || failure.kind() != FailureKind.MISCONFIGURED) {
            return failure;
        }
        String reason = refusesToTell
                ? "/v1/models answers 401, so the server may want a `token` before it says what it is"
                : because + ", so it was called as `endpoint.api=" + api + "`; set `endpoint.api` where that is wrong";
        return failure.withMessage(failure.message() + ". " + reason);
    }

    /**
     * What a server of Text Embeddings Inference says that one call may carry, in {@code GET /info}; empty where it is not ready.
     */
    static Optional<BatchLimits> limitsOf(HttpTransport transport) throws InterruptedException {
        try {
            return Optional.of(limits(describe(transport, "info").content()));
        } catch (InferenceException e) {
            LOG.debug(
                    "{} is not ready to say what it takes. {}",
                    transport.endpoint(),
                    e.failure().describe());
            return Optional.empty();
        }
    }

    private static BatchLimits limits(JsonNode info) {
        int inputs = info.path("max_client_batch_size").asInt(0);
        long tokens = info.path("max_batch_tokens").asLong(0);
        return new BatchLimits(
                inputs < 1 ? Integer.MAX_VALUE : inputs, Long.MAX_VALUE, tokens < 1 ? BatchLimits.ANY_TOKENS : tokens);
    }

    private static Description describe(HttpTransport transport, String path) throws InterruptedException {
        try {
            return new Description(transport.send(ApiRequest.get(path)).answer().tree(), false);
        } catch (InferenceException e) {
            requireReady(e);
            return new Description(
                    MissingNode.getInstance(), Objects.equals(e.failure().status(), UNAUTHORIZED));
        } catch (IOException e) {
            LOG.debug("{} of {} answers something that is not JSON", path, transport.endpoint());
            return new Description(MissingNode.getInstance(), false);
        }
    }

    /** A server that does not know an address says so; one that is down or starting says nothing about what it is. */
    private static void requireReady(InferenceException e) {
        Failure failure = e.failure();
        boolean answered =
                failure.kind() == FailureKind.MALFORMED || !failure.kind().isOutage();
        boolean knowsNoGet = Objects.equals(failure.status(), 501);
        if (!answered && !knowsNoGet) {
            throw new InferenceException(whileDetecting(failure), e);
        }
    }

    private static Failure whileDetecting(Failure failure) {
        return failure.withMessage(
                failure.message() + ". The server was asked what it is; `endpoint.api` can say it instead");
    }
}
