package io.github.hfconnect.http;

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
    private volatile @Nullable EndpointClient detected;

    /** What the server has said that one call may carry. */
    private volatile BatchLimits said = BatchLimits.UNLIMITED;

    DetectingClient(HttpTransport transport, CallSpec spec, HttpSettings settings) {
        this.transport = transport;
        this.spec = spec;
        this.settings = settings;
    }

    @Override
    public String endpoint() {
        return transport.endpoint();
    }

    @Override
    public BatchLimits limits() {
        EndpointClient client = detected;
        return client == null ? BatchLimits.ONE : client.limits().and(said);
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        EndpointClient client = detected;
        return (client != null ? client : detect()).infer(inputs);
    }

    private EndpointClient detect() throws InterruptedException {
        ServerDetection found = ServerDetection.of(transport);
        EndpointClient client = new HttpInferenceClient(transport, api(found), spec, settings);
        said = found.limits();
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
        EndpointClient client = detected;
        if (client != null) {
            client.close();
        }
        transport.close();
    }
}
