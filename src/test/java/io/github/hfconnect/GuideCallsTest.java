package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

/**
 * The five calls of the guide that the ready connectors come from: what each connector sends for a record, and what the
 * record becomes.
 */
class GuideCallsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    /** The value that a ready connector makes of a value, with the server in place of the one it is made for. */
    private Object enriched(String connector, Object value) throws IOException, InterruptedException {
        InferenceConfig config = new InferenceConfig(settings(connector));
        RecordMapper mapper = new RecordMapper(
                config.records().inputReader(), config.records().outputFields());
        Input input = ((Reading.Ask) mapper.input(null, value)).input();
        Endpoint endpoint = Endpoint.parse(server.url("/").toString());
        try (EndpointClient client = EndpointClient.open(
                endpoint,
                config.endpoints().api(),
                config.callSpec(),
                config.endpoints().http())) {
            Outcome outcome = new Outcome.Enriched(client.infer(List.of(input)).get(0));
            return mapper.enriched(null, value, outcome).value();
        }
    }

    private static Map<String, String> settings(String connector) throws IOException {
        Map<String, String> settings = new HashMap<>();
        JSON.readTree(Path.of("connectors", connector + ".json").toFile())
                .path("config")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        settings.put("token", "secret-key");
        return settings;
    }

    private void answer(String json) {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(json)
                .build());
    }

    private void assertSent(String line, String json) throws IOException, InterruptedException {
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo(line + " HTTP/1.1");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer secret-key");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(JSON.readTree(bytesOf(request))).isEqualTo(JSON.readTree(json));
    }

    private static byte[] bytesOf(RecordedRequest request) {
        return Objects.requireNonNull(request.getBody()).toByteArray();
    }

    private static void assertBecomes(Object enriched, String json) throws IOException {
        assertThat(JSON.readTree(JSON.writeValueAsBytes(enriched))).isEqualTo(JSON.readTree(json));
    }

    @Test
    void sst2TellsHowATextIsMeant() throws Exception {
        answer("[[{\"label\":\"POSITIVE\",\"score\":0.9998},{\"label\":\"NEGATIVE\",\"score\":0.0002}]]");

        Object enriched = enriched("sentiment", Map.of("text", "I love this product"));

        assertSent(
                "POST /hf-inference/models/distilbert/distilbert-base-uncased-finetuned-sst-2-english",
                "{\"inputs\":\"I love this product\",\"parameters\":{\"top_k\":5}}");
        assertBecomes(
                enriched,
                "{\"text\":\"I love this product\",\"sentiment\":{\"label\":\"POSITIVE\",\"score\":0.9998,\"labels\":["
                        + "{\"label\":\"POSITIVE\",\"score\":0.9998},{\"label\":\"NEGATIVE\",\"score\":0.0002}]}}");
    }

    @Test
    void gpt2GoesOnWithAText() throws Exception {
        answer("[{\"generated_text\":\" there was a broker\"}]");

        Object enriched = enriched("generate-text", Map.of("prompt", "Once upon a time"));

        assertSent(
                "POST /hf-inference/models/gpt2",
                "{\"inputs\":\"Once upon a time\",\"parameters\":"
                        + "{\"max_length\":50,\"temperature\":0.7,\"return_full_text\":false}}");
        assertBecomes(enriched, "{\"prompt\":\"Once upon a time\",\"completion\":{\"text\":\" there was a broker\"}}");
    }

    @Test
    void vitTellsWhatIsInAnImageOfRawBytes() throws Exception {
        byte[] gif = "GIF89a".getBytes(StandardCharsets.US_ASCII);
        answer("[{\"label\":\"tabby cat\",\"score\":0.9},{\"label\":\"lynx\",\"score\":0.1}]");

        Object enriched = enriched("label-images", gif);

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine())
                .isEqualTo("POST /hf-inference/models/google/vit-base-patch16-224 HTTP/1.1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("image/gif");
        assertThat(bytesOf(request)).isEqualTo(gif);
        assertBecomes(
                enriched,
                "{\"value\":\"R0lGODlh\",\"label\":{\"label\":\"tabby cat\",\"score\":0.9,\"labels\":["
                        + "{\"label\":\"tabby cat\",\"score\":0.9},{\"label\":\"lynx\",\"score\":0.1}]}}");
    }

    @Test
    void bartChoosesAmongThreeLabels() throws Exception {
        answer("[{\"label\":\"billing\",\"score\":0.8},{\"label\":\"other\",\"score\":0.15},"
                + "{\"label\":\"outage\",\"score\":0.05}]");

        Object enriched = enriched("ticket-routing", Map.of("subject", "Invoice", "body", "I was charged twice"));

        assertSent(
                "POST /hf-inference/models/facebook/bart-large-mnli",
                "{\"inputs\":\"Invoice: I was charged twice\",\"parameters\":"
                        + "{\"candidate_labels\":[\"billing\",\"outage\",\"other\"]}}");
        assertBecomes(
                enriched,
                "{\"subject\":\"Invoice\",\"body\":\"I was charged twice\",\"department\":{\"label\":\"billing\","
                        + "\"score\":0.8,\"labels\":[{\"label\":\"billing\",\"score\":0.8},"
                        + "{\"label\":\"other\",\"score\":0.15},{\"label\":\"outage\",\"score\":0.05}]}}");
    }

    @Test
    void evoLinkMakesAnImageAtOnce() throws Exception {
        answer("{\"created\":1757165031,\"data\":[{\"url\":\"https://cdn.example.com/scene.png\"}]}");

        assertBecomes(
                enriched("evolink-image", Map.of("prompt", "a red cat")),
                "{\"prompt\":\"a red cat\",\"image\":{\"url\":\"https://cdn.example.com/scene.png\"}}");
        assertImageIsOrdered();
    }

    @Test
    void evoLinkMakesAnImageThatIsAskedAbout() throws Exception {
        answer("{\"id\":\"task-unified-1-a\",\"status\":\"pending\",\"task_info\":{\"estimated_time\":10}}");
        answer("{\"id\":\"task-unified-1-a\",\"status\":\"completed\",\"progress\":100,"
                + "\"results\":[\"https://cdn.example.com/scene.png\"]}");

        assertBecomes(
                enriched("evolink-image", Map.of("prompt", "a red cat")),
                "{\"prompt\":\"a red cat\",\"image\":{\"url\":\"https://cdn.example.com/scene.png\"}}");
        assertImageIsOrdered();
        RecordedRequest question = server.takeRequest();
        assertThat(question.getRequestLine()).isEqualTo("GET /v1/tasks/task-unified-1-a HTTP/1.1");
        assertThat(question.getHeaders().get("Authorization")).isEqualTo("Bearer secret-key");
    }

    private void assertImageIsOrdered() throws IOException, InterruptedException {
        assertSent(
                "POST /v1/images/generations",
                "{\"model\":\"doubao-seedream-4.0\",\"prompt\":\"a red cat\",\"size\":\"1024x1024\"}");
    }
}
