package io.github.hfconnect.http;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.QuotaListener;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.util.Optional;

/** A client of one endpoint, to be closed when it is no longer needed. */
public interface EndpointClient extends InferenceClient, AutoCloseable {

    /**
     * Opens a client of a server whose limits nobody asks for; nothing is called yet.
     *
     * @throws IllegalArgumentException as the other does
     */
    static EndpointClient open(Endpoint endpoint, String api, CallSpec spec, HttpSettings settings) {
        return open(endpoint, api, spec, settings, QuotaListener.NONE);
    }

    /**
     * Opens a client; nothing is called yet.
     *
     * @param quotas hears what each answer says of the server's limits
     * @param api a name of {@link ServerKinds#names()}, {@link ServerKinds#CUSTOM} or {@link ServerKinds#AUTO}
     * @throws IllegalArgumentException with a sentence for the user where the server kind cannot be asked what the
     *     specification says
     */
    static EndpointClient open(
            Endpoint endpoint, String api, CallSpec spec, HttpSettings settings, QuotaListener quotas) {
        Optional<ServerApi> configured = ServerKinds.configured(api, spec);
        HttpTransport transport = new HttpTransport(endpoint, settings, quotas);
        if (configured.isPresent()) {
            HttpInferenceClient client = new HttpInferenceClient(transport, configured.get(), spec, settings);
            return ServerKinds.saysWhatItTakes(api) && configured.get().takesCompany()
                    ? new DescribedClient(transport, client)
                    : client;
        }
        return spec.router()
                ? new ProviderClient(
                        transport, new ModelDirectory(Endpoint.HUB, settings), spec, settings, transport.time())
                : new DetectingClient(transport, spec, settings);
    }

    /** The endpoint's alias. */
    String endpoint();

    /** Ends the running calls, which then throw, and frees connections and threads. */
    @Override
    void close();
}
