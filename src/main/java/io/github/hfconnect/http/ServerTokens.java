package io.github.hfconnect.http;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the model's own servers how many tokens texts have ({@code chunk.max.tokens}); of several the first that says it, since all of
 * them serve one model. Safe for use by several threads.
 */
public final class ServerTokens implements AutoCloseable {

    private final List<TokenServer> servers;

    private ServerTokens(List<TokenServer> servers) {
        this.servers = servers;
    }

    /**
     * Opens clients; nothing is called yet.
     *
     * @param api of {@code endpoint.api}
     * @param settings of calls, among them their pace: a question takes its moment, but does not wait for it
     * @param model as which the servers know it, where it was said
     */
    public static ServerTokens open(
            List<Endpoint> endpoints, String api, @Nullable String model, HttpSettings settings) {
        return new ServerTokens(endpoints.stream()
                .map(endpoint -> new TokenServer(new HttpTransport(endpoint, settings), api, model, settings.pace()))
                .toList());
    }

    /**
     * How many tokens each of these texts has.
     *
     * @throws InferenceException as the last server has refused it; {@code MISCONFIGURED} where none has such a route
     */
    public List<Integer> count(List<String> texts) throws InterruptedException {
        List<InferenceException> refusals = new ArrayList<>();
        for (TokenServer server : servers) {
            try {
                return server.count(texts);
            } catch (InferenceException e) {
                refusals.add(e);
            }
        }
        throw refusals.isEmpty()
                ? new InferenceException(Failure.of(FailureKind.MISCONFIGURED, "There is no endpoint to ask"))
                : refusals.get(refusals.size() - 1);
    }

    @Override
    public void close() {
        servers.forEach(TokenServer::close);
    }
}
