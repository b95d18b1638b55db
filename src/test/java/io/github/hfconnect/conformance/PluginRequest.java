package io.github.hfconnect.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.http.ProviderCall;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.samples.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** What the plugin sends, taken from the wire in the form in which the official client's requests are recorded. */
final class PluginRequest {

    private static final Set<String> HEADERS = Set.of(
            "accept", "accept-language", "authorization", "content-type", "prefer", "x-hf-bill-to", "x-source-channel");

    private static final Pattern FIELD = Pattern.compile("; name=\"([^\"]+)\"");

    private PluginRequest() {}

    static JsonNode of(Exchange exchange, MockWebServer server) throws InterruptedException, IOException {
        server.enqueue(new MockResponse.Builder().body("{}").build());
        InferenceConfig config = exchange.config();
        if (exchange.sample().has("provider")) {
            ProviderCall.send(
                    exchange.api(),
                    exchange.inputs(),
                    server,
                    config.endpoints().http());
        } else {
            send(exchange, config, server);
        }
        return json(server.takeRequest());
    }

    private static void send(Exchange exchange, InferenceConfig config, MockWebServer server)
            throws InterruptedException {
        String path = config.endpoints().all().get(0).base().encodedPath();
        Endpoint endpoint = Endpoint.parse(server.url(path).toString());
        try (EndpointClient client = EndpointClient.open(
                endpoint,
                config.endpoints().api(),
                config.callSpec(),
                config.endpoints().http())) {
            client.infer(exchange.inputs());
        } catch (InferenceException e) {
            // The server's answer is none; only the request counts.
        }
    }

    private static JsonNode json(RecordedRequest request) throws IOException {
        ObjectNode headers = OfficialRequest.JSON.createObjectNode();
        request.getHeaders().names().stream()
                .filter(name -> HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> headers.put(
                        name.toLowerCase(Locale.ROOT), request.getHeaders().get(name)));
        ObjectNode json = OfficialRequest.JSON.createObjectNode();
        json.put("method", request.getMethod());
        json.put("path", request.getTarget());
        json.set("headers", headers);
        json.set("body", body(request));
        return json;
    }

    private static JsonNode body(RecordedRequest request) throws IOException {
        ByteString body = Objects.requireNonNull(request.getBody());
        String type = String.valueOf(request.getHeaders().get("content-type"));
        if (type.equals("application/json")) {
            return OfficialRequest.JSON.readTree(body.toByteArray());
        }
        ObjectNode node = OfficialRequest.JSON.createObjectNode();
        if (!type.startsWith("multipart/form-data")) {
            return node.put("bytes", body.base64());
        }
        ArrayNode form = node.putArray("form");
        FIELD.matcher(body.string(StandardCharsets.ISO_8859_1))
                .results()
                .map(field -> field.group(1))
                .sorted()
                .forEach(form::add);
        return node;
    }
}
