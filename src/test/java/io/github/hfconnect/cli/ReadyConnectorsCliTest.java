package io.github.hfconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.samples.Exchange;
import io.github.hfconnect.samples.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each ready connector as somebody tries it first: by {@code validate} and {@code try}, here with a server of its kind. */
class ReadyConnectorsCliTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    private static final String WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA==";

    @StartStop
    public final MockWebServer server = new MockWebServer();

    @TempDir
    private Path directory = Path.of("");

    /** What is behind the router is asked at an own endpoint of the same kind, since the router is not here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "sample",
            value = {
                "chat-moderation       | tei         | {\"message\":\"hi\"}               | moderation | sample",
                "chat-caption          | openai      | {\"image\":\"" + GIF + "\"}        | caption    | sample",
                "chat-question-answering | openai    | {\"question\":\"a\",\"article\":\"b\"} | answer | {\"choices\":[{\"message\":{\"content\":\"{\\\"answer\\\":\\\"c\\\",\\\"found\\\":true}\"},\"finish_reason\":\"stop\"}]}",
                "chat-rewrite          | openai      | {\"text\":\"hi\"}                  | corrected  | sample",
                "chat-translate        | openai      | {\"text\":\"ja\"}                  | english    | sample",
                "chat-summary          | openai      | {\"text\":\"hi\"}                  | summary    | sample",
                "custom-endpoint       | custom      | {\"text\":\"hi\",\"tenant\":\"n\"} | rating     | {\"results\":[{\"label\":\"good\",\"score\":1}]}",
                "document-chunks       | tei         | {\"title\":\"a\",\"body\":\"b\"}   | embedding  | sample",
                "documents-array       | tei         | {\"body\":\"# a\"}               | pieces     | sample",
                "documents-pool        | tei         | {\"title\":\"a\",\"body\":\"b\"}   | embedding  | sample",
                "embeddings            | tei         | {\"title\":\"a\",\"body\":\"b\"}   | embedding  | sample",
                "embeddings-provider   | together    | {\"title\":\"a\",\"body\":\"b\"}   | embedding  | sample",
                "evolink-chat          | evolink     | {\"question\":\"hi?\"}             | answer     | sample",
                "evolink-image         | evolink     | {\"prompt\":\"a cat\"}             | image      | sample",
                "generate-text         | huggingface | {\"prompt\":\"Once\"}              | completion | sample",
                "image-chat            | openai      | {\"question\":\"a\",\"photos\":[\"" + GIF
                        + "\",\"https://cdn.example.com/a.png\"]} | answer | sample",
                "image-moderation      | huggingface | {\"image\":\"" + GIF + "\"}        | moderation | sample",
                "label-images          | huggingface | \"" + GIF + "\"                    | label      | sample",
                "mirror-and-moderate   | tei         | {\"message\":\"hi\"}               | moderation | sample",
                "mongodb-moderation    | tei         | {\"_id\":1,\"text\":\"hi\"}        | moderation | sample",
                "moderation-openai     | openai      | {\"text\":\"hi\"}                  | moderation | sample",
                "moderation-review     | tei         | {\"message\":\"hi\"}               | moderation | sample",
                "named-entities        | huggingface | {\"body\":\"Ada\"}                 | entities   | sample",
                "opensearch-vectors    | tei         | {\"title\":\"a\",\"body\":\"b\"}   | vector     | sample",
                "postgres-embeddings   | tei         | {\"before\":null,\"after\":{\"body\":\"b\"}} | after | sample",
                "posts-pool            | tei         | {\"message\":\"hi\"}               | moderation | sample",
                "qdrant-pieces         | tei         | {\"body\":\"b\"}                   | vector     | sample",
                "rerank                | vllm        | {\"query\":\"a\",\"hits\":[\"b\",\"c\"]} | reranked | sample",
                "sentiment             | huggingface | {\"text\":\"fine\"}                | sentiment  | sample",
                "structured-extraction | openai      | {\"body\":\"Two red cups\"}        | facts      | {\"choices\":[{\"message\":{\"content\":\"{\\\"customer\\\":null,\\\"kind\\\":\\\"order\\\",\\\"products\\\":[],\\\"urgent\\\":false}\"},\"finish_reason\":\"stop\"}]}",
                "tei-failover          | tei         | {\"text\":\"hi\"}                  | toxicity   | sample",
                "ticket-routing        | huggingface | {\"subject\":\"a\",\"body\":\"b\"} | department | sample",
                "transcribe            | huggingface | {\"recording\":\"" + WAV + "\"}    | transcript | sample",
                "translate             | huggingface | {\"text\":\"ja\"}                  | english    | sample",
                "vllm-classify         | vllm        | {\"text\":\"hi\"}                  | sentiment  | sample",
            })
    void validateAndTrySayThatItWorks(String name, String api, String line, String field, @Nullable String answer)
            throws IOException {
        ObjectNode connector = connector(name);
        serve(answer == null ? sample(connector.path("config").path("task").asText(), api) : answer);
        String file = own(connector, api).toString();
        Path input = Files.writeString(directory.resolve("in.jsonl"), line + "\n");

        Cli validated = Cli.run("validate", file);
        Cli tried = Cli.run("try", file, "--input", input.toString());

        // The only one of them that sets what a worker of Kafka 5.0 has to be told of.
        String warned =
                name.equals("mirror-and-moderate") ? "warning: consumer\\.override\\.bootstrap\\.servers: .*\n" : "";
        assertThat(validated.out())
                .matches(warned + "configuration: valid\n(endpoint \\S+: answers in \\d+ ms\n)+"
                        + "(output cluster: does not answer from here.*\n)?");
        assertThat(validated.exitCode()).isZero();
        assertThat(tried.err()).isEmpty();
        assertThat(tried.out().lines()).hasSize(1);
        JsonNode told = JSON.readTree(tried.out());
        // Pieces are told with their keys.
        JsonNode record = told.has("key") && told.has("value") ? told.path("value") : told;
        assertThat(record.hasNonNull(field)).isTrue();
        assertThat(tried.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"image-moderation, image/gif", "transcribe, audio/wav"})
    void whatIsMadeUpForAServerIsAFileOfItsKind(String name, String type) throws Exception {
        serve("[]");
        ObjectNode connector = connector(name);

        Cli.run("validate", own(connector, "huggingface").toString());

        assertThat(server.takeRequest().getHeaders().get("Content-Type")).isEqualTo(type);
    }

    @Test
    void aServerIsNeverSaidToAnswerThatWasNotAsked() throws Exception {
        ObjectNode connector = connector("label-images");
        ((ObjectNode) connector.path("config")).put("task", "video-classification");
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"error\":\"no frames\"}")
                .build());

        Cli validated = Cli.run("validate", own(connector, "huggingface").toString());

        assertThat(validated.out()).contains("answers, but takes no made-up input", "no frames");
        assertThat(server.takeRequest().getHeaders().get("Content-Type")).isEqualTo("video/mp4");
    }

    @Test
    void noReadyConnectorIsForgottenHere() throws Exception {
        CsvSource rows = getClass()
                .getDeclaredMethod(
                        "validateAndTrySayThatItWorks",
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class)
                .getAnnotation(CsvSource.class);
        try (Stream<Path> files = Files.list(Path.of("connectors"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".json"))
                            .map(file -> file.replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(rows.value())
                            .map(row -> row.split(" ", 2)[0])
                            .toList());
        }
    }

    private static ObjectNode connector(String name) throws IOException {
        return (ObjectNode) JSON.readTree(Path.of("connectors", name + ".json").toFile());
    }

    private void serve(String json) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .setHeader("Content-Type", "application/json")
                        .body(json)
                        .build();
            }
        });
    }

    private static String sample(String task, String api) {
        Exchange exchange = Samples.firstOfEachKind(task).stream()
                .filter(each -> each.kind().equals(api))
                .findFirst()
                .orElseThrow();
        return exchange.sample().path("json").toString();
    }

    /** The same connector with our server for its endpoints and a token that needs no variable. */
    private Path own(ObjectNode connector, String api) throws IOException {
        ObjectNode config = (ObjectNode) connector.path("config");
        List<String> secrets = List.of("token", "headers.X-Api-Key");
        secrets.stream().filter(config::has).forEach(key -> config.put(key, "secret"));
        config.put("endpoint.urls", server.url("/").toString());
        config.put("endpoint.api", api);
        config.remove("provider");
        return Files.writeString(directory.resolve("connector.json"), connector.toString());
    }
}
