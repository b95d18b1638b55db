package io.github.hfconnect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.server.ApiRequest;
import java.io.IOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what kind of server an own endpoint is: {@code endpoint.api=auto}.
 *
 * @param api the value of {@code endpoint.api} that was found
 * @param because what it was found by, as the end of a sentence
 * @param limits what it says that one call may carry
 */
record ServerDetection(String api, String because, BatchLimits limits) {

    private static final Logger LOG = LoggerFactory.getLogger(ServerDetection.class);

    /**
     * Asks the endpoint to describe itself.
     *
     * @throws InferenceException where it does not answer or is not ready, so that what it is cannot be known yet
     */
    static ServerDetection of(HttpTransport transport) throws InterruptedException {
        JsonNode info = describe(transport, "info");
        if (info.hasNonNull("model_type")) {
            return new ServerDetection("tei", "/info names a model type", limits(info));
        }
        if (info.hasNonNull("model_id")) {
            return new ServerDetection("tgi", "/info describes a model", BatchLimits.UNLIMITED);
        }
        if (describe(transport, "v1/models").path("data").isArray()) {
            return new ServerDetection("openai", "/v1/models lists models", BatchLimits.UNLIMITED);
        }
        return new ServerDetection(
                "huggingface", "neither /info nor /v1/models describes a model", BatchLimits.UNLIMITED);
    }

    private static BatchLimits limits(JsonNode info) {
        int inputs = info.path("max_client_batch_size").asInt(0);
        return inputs < 1 ? BatchLimits.UNLIMITED : new BatchLimits(inputs, Long.MAX_VALUE);
    }

    private static JsonNode describe(HttpTransport transport, String path) throws InterruptedException {
        try {
            return transport.send(ApiRequest.get(path)).answer().tree();
        } catch (InferenceException e) {
            requireReady(e);
        } catch (IOException e) {
            LOG.debug("{} of {} answers something that is not JSON", path, transport.endpoint());
        }
        return MissingNode.getInstance();
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
