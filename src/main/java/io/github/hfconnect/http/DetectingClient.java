package io.github.hfconnect.http;

import io.github.hfconnect.http.download.Downloads;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out at the first call what kind of server the endpoint is, so that an endpoint that is down at the start is an
 * outage like any other. Callers that come at the same time may each ask; the answers are the same, and none waits for
 * another.
 */
final class DetectingClient implements EndpointClient {

    private static final Logger LOG = LoggerFactory.getLogger(DetectingClient.class);

    private final HttpTransport transport;
    private final CallSpec spec;
    private final HttpSettings settings;
    /** Of the guesses, too, which are dropped: none of them has anything of its own to close. */
    private final Downloads downloads;

    private volatile @Nullable HttpInferenceClient detected;

    DetectingClient(HttpTransport transport, CallSpec spec, HttpSettings settings) {
        this.transport = transport;
        this.spec = spec;
        this.settings = settings;
        this.downloads = Downloads.of(spec, settings);
    }

    @Override
    public String endpoint() {
        return transport.endpoint();
    }

    @Override
    public BatchLimits limits() {
        HttpInferenceClient client = detected;
        return client == null ? BatchLimits.ONE : client.limits();
    }

    @Override
    public boolean isKnown() {
        return detected != null;
    }

    @Override
    public void requireSendable(List<Input> inputs) throws InterruptedException {
        HttpInferenceClient client = detected;
        if (client != null) {
            client.requireSendable(inputs);
        }
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        HttpInferenceClient client = detected;
        return client != null ? client.infer(inputs) : detectAndInfer(inputs);
    }

    private List<Prediction> detectAndInfer(List<Input> inputs) throws InterruptedException {
        ServerDetection found = ServerDetection.of(transport);
        HttpInferenceClient client = new HttpInferenceClient(
                transport, api(found), spec, found.limits(), downloads, transport.time(), settings);
        return found.isRecognised() ? keep(found, client).infer(inputs) : inferByGuess(found, client, inputs);
    }

    /** A guess is kept once it has been answered well: what was refused may have been the first sign of a roll-out. */
    private List<Prediction> inferByGuess(ServerDetection guess, HttpInferenceClient client, List<Input> inputs)
            throws InterruptedException {
        try {
            List<Prediction> predictions = client.infer(inputs);
            keep(guess, client);
            return predictions;
        } catch (InferenceException e) {
            throw new InferenceException(guess.explain(e.failure()), e);
        }
    }

    private HttpInferenceClient keep(ServerDetection found, HttpInferenceClient client) {
        detected = client;
        LOG.info("Endpoint {} is called as `endpoint.api={}`: {}", endpoint(), found.api(), found.because());
        return client;
    }

    private ServerApi api(ServerDetection found) {
        try {
            return ServerKinds.api(found.api(), spec);
        } catch (IllegalArgumentException e) {
            String message = "The server seems to be of the kind `" + found.api() + "` (" + found.because() + "). "
                    + e.getMessage() + ". Set `endpoint.urls` to another server, or `endpoint.api` where this is wrong";
            Failure failure = Failure.of(FailureKind.MISCONFIGURED, message).withCall(endpoint(), null);
            throw new InferenceException(failure, e);
        }
    }

    @Override
    public void close() {
        transport.close();
        downloads.close();
    }
}
