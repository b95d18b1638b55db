package io.github.hfconnect.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.http.Endpoint;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.samples.Exchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** What the plugin sends, taken from the wire in the form in which the official client's requests are recorded. */
final class PluginRequest {

    private static final Set<String> HEADERS = Set.of("accept", "authorization", "content-type", "x-hf-bill-to");

    private PluginRequest() {}

    static JsonNode of(Exchange exchange, MockWebServer server) throws InterruptedException, IOException {
        InferenceConfig config = exchange.config();
        String path = config.endpoints().get(0).base().encodedPath();
        Endpoint endpoint = Endpoint.parse(server.url(path).toString());
        server.enqueue(new MockResponse.Builder().body("{}").build());
        try (EndpointClient client =
                EndpointClient.open(endpoint, config.endpointApi(), config.callSpec(), config.httpSettings())) {
            client.infer(exchange.inputs());
        } catch (InferenceException e) {
            // The server's answer is none; only the request counts.
        }
        return json(server.takeRequest());
    }

    private static JsonNode json(RecordedRequest request) throws IOException {
        ObjectNode headers = OfficialRequest.JSON.createObjectNode();
        request.getHeaders().names().stream()
                .filter(name -> HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> headers.put(
                        name.toLowerCase(Locale.ROOT), request.getHeaders().get(name)));
        ObjectNode json = OfficialRequest.JSON.createObjectNode();
        json.put("method", request.getMethod());
        json.put("path", request.getUrl().encodedPath());
        json.set("headers", headers);
        json.set("body", body(request));
        return json;
    }

    private static JsonNode body(RecordedRequest request) throws IOException {
        ByteString body = Objects.requireNonNull(request.getBody());
        return "application/json".equals(request.getHeaders().get("content-type"))
                ? OfficialRequest.JSON.readTree(body.toByteArray())
                : OfficialRequest.JSON.createObjectNode().put("bytes", body.base64());
    }
}
