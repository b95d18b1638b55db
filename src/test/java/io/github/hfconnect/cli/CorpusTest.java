package io.github.hfconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people have met, as they meet it: a connector's configuration, lines, and a server that answers by rules. A file of
 * {@code src/test/resources/corpus} says for each case what {@code try} and {@code validate} say to it.
 */
class CorpusTest {

    private static final Path CORPUS = Path.of("src", "test", "resources", "corpus");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> COMMON = Map.of(
            "connector.class", "io.github.hfconnect.HuggingFaceSinkConnector",
            "topics", "posts",
            "output.bootstrap.servers", "localhost:9092",
            "input.field", "text",
            "output.field", "out",
            "retry.max.attempts", "1",
            "retry.backoff.ms", "1",
            "retry.backoff.max.ms", "5");

    @StartStop
    public final MockWebServer server = new MockWebServer();

    @TempDir
    private Path directory = Path.of("");

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void endsAsItSays(String name) throws IOException {
        JsonNode met = JSON.readTree(CORPUS.resolve(name + ".json").toFile());
        String file = connector(met.path("config")).toString();
        Path input = Files.writeString(directory.resolve("in.jsonl"), lines(met.path("lines")));

        answerBy(met.path("rules"));
        Cli tried = Cli.run("try", file, "--input", input.toString());
        int calls = server.getRequestCount();
        answerBy(met.path("rules"));
        Cli validated = Cli.run("validate", file);

        JsonNode expected = met.path("try");
        assertThat(tried.exitCode())
                .as(tried.err())
                .isEqualTo(expected.path("exit").asInt());
        assertThat(JSON.readTree("[" + String.join(",", tried.out().lines().toList()) + "]"))
                .isEqualTo(expected.path("out"));
        expected.path("err").forEach(part -> assertThat(tried.err()).contains(part.asText()));
        expected.path("lacks").forEach(part -> assertThat(tried.err()).doesNotContain(part.asText()));
        if (expected.has("calls")) {
            assertThat(calls).isEqualTo(expected.path("calls").asInt());
        }
        assertThat(validated.exitCode())
                .as(validated.out())
                .isEqualTo(met.at("/validate/exit").asInt());
        met.at("/validate/out").forEach(part -> assertThat(validated.out()).contains(part.asText()));
    }

    private Path connector(JsonNode config) throws IOException {
        ObjectNode all = JSON.valueToTree(COMMON);
        all.put("endpoint.urls", "{url}");
        all.setAll((ObjectNode) config);
        String url = server.url("/").toString();
        return Files.writeString(
                directory.resolve("connector.json"), all.toString().replace("{url}", url));
    }

    private static String lines(JsonNode lines) {
        return StreamSupport.stream(lines.spliterator(), false)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** The first rule that fits answers; one may say how often it does. */
    private void answerBy(JsonNode rules) {
        Map<JsonNode, Integer> used = new ConcurrentHashMap<>();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String body = request.getBody() == null ? "" : request.getBody().utf8();
                return StreamSupport.stream(rules.spliterator(), false)
                        .filter(rule -> body.contains(rule.path("has").asText()))
                        .filter(rule ->
                                request.getTarget().startsWith(rule.path("path").asText()))
                        .filter(rule -> used.merge(rule, 1, Integer::sum)
                                <= rule.path("first").asInt(Integer.MAX_VALUE))
                        .findFirst()
                        .map(CorpusTest::response)
                        .orElseThrow();
            }
        });
    }

    private static MockResponse response(JsonNode rule) {
        MockResponse.Builder response = new MockResponse.Builder()
                .code(rule.path("status").asInt(200))
                .setHeader("Content-Type", rule.path("type").asText("application/json"))
                .body(
                        rule.has("text")
                                ? rule.path("text").asText()
                                : rule.path("json").toString());
        rule.path("headers")
                .properties()
                .forEach(header ->
                        response.setHeader(header.getKey(), header.getValue().asText()));
        return response.build();
    }
}
