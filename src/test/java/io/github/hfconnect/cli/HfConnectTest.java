package io.github.hfconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no Kafka, on real files and against a real server. */
class HfConnectTest {

    private static final String TOXIC = "[[{\"label\":\"toxic\",\"score\":0.75},{\"label\":\"kind\",\"score\":0.25}]]";
    private static final String TOO_LONG = "{\"error\":\"too long\",\"error_type\":\"Validation\"}";

    @StartStop
    public final MockWebServer server = new MockWebServer();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void linesAreEnrichedAsTheSinkWouldEnrichRecords() throws IOException {
        server.enqueue(answer(200, TOXIC));
        Path input = Files.writeString(directory.resolve("in.jsonl"), "{\"text\":\"you fool\"}\n\n{\"text\":\" \"}\n");

        Cli tried = Cli.run("try", sink().toString(), "--input", input.toString());

        assertThat(tried.err()).isEmpty();
        assertThat(tried.exitCode()).isZero();
        assertThat(tried.out().lines()).hasSize(2);
        assertThat(tried.out().lines().toList().get(0))
                .contains("\"text\":\"you fool\"", "\"prediction\":{", "\"label\":\"toxic\"", "\"score\":0.75");
        assertThat(tried.out().lines().toList().get(1)).contains("\"prediction\":null");
    }

    @Test
    void transformOfAnyConnectorIsTriedToo() throws IOException {
        server.enqueue(answer(200, TOXIC));
        Path input = Files.writeString(directory.resolve("in.jsonl"), "\"you fool\"\n");
        Path connector = write(prefixed("transforms.mood."), "transforms", "mood", "connector.class", "some.Source");

        Cli tried = Cli.run("try", connector.toString(), "--input", input.toString());

        assertThat(tried.out()).contains("\"value\":\"you fool\"", "\"label\":\"toxic\"");
        assertThat(tried.exitCode()).isZero();
    }

    @Test
    void documentsBecomeALineAPieceAndATombstoneForEachPieceThatTheyHaveNoMore() throws IOException {
        String one = TOXIC.substring(1, TOXIC.length() - 1);
        server.enqueue(answer(200, "[" + one + "," + one + "]"));
        String sentence = "So it goes on for a while. ";
        Path input = Files.writeString(
                directory.resolve("in.jsonl"),
                "{\"id\":\"a\",\"text\":\"" + sentence.repeat(2) + "\"}\n{\"id\":\"a\",\"text\":\"" + sentence
                        + "\"}\n{\"id\":\"a\",\"text\":null}\n{\"text\":\"nobody's\"}\n");
        Path connector = sink(
                "chunk.mode", "records",
                "chunk.max.chars", "32",
                "chunk.key", "text",
                "chunk.copy.fields", "id",
                "chunk.skip.unchanged", "true",
                "chunk.state.topic", "pieces");

        Cli tried = Cli.run("try", connector.toString(), "--input", input.toString(), "--key", "id");

        assertThat(tried.err()).contains("line 4: REJECTED: ", "'id' leads nowhere");
        assertThat(tried.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("{\"key\":\"a#0\",\"value\":{\"id\":\"a\"")
                                .contains("\"label\":\"toxic\"", "\"index\":0", "\"count\":2"),
                        line -> assertThat(line).startsWith("{\"key\":\"a#1\"").contains("\"index\":1", "\"count\":2"),
                        line -> assertThat(line).isEqualTo("{\"key\":\"a#1\",\"value\":null}"),
                        line -> assertThat(line).isEqualTo("{\"key\":\"a#0\",\"value\":null}"));
        assertThat(tried.exitCode()).isEqualTo(1);
    }

    @Test
    void lineThatFailsIsToldAndTheNextIsTried() throws IOException {
        server.enqueue(answer(422, TOO_LONG));
        server.enqueue(answer(200, TOXIC));
        Path input = Files.writeString(
                directory.resolve("in.jsonl"), "{\"text\":\"long\"}\nno json\n{\"txt\":1}\n{\"text\":\"fine\"}\n");

        Cli tried = Cli.run("try", sink().toString(), "--input", input.toString());

        assertThat(tried.out().lines()).hasSize(1);
        assertThat(tried.err().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("line 1: REJECTED: too long"),
                        line -> assertThat(line).contains("line 2: REJECTED: The line is not JSON: Unrecognized token"),
                        line -> assertThat(line).contains("line 3: REJECTED: ", "'text' leads nowhere"));
        assertThat(tried.exitCode()).isEqualTo(1);
    }

    @Test
    void failureThatWouldMeetEveryLineEndsTheTrial() throws IOException {
        server.enqueue(answer(401, "{\"error\":\"Invalid token hf_secret_1\"}"));
        Path input = Files.writeString(directory.resolve("in.jsonl"), "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");

        Cli tried = Cli.run("try", sink("token", "hf_secret_1").toString(), "--input", input.toString());

        assertThat(tried.err()).contains("line 1: MISCONFIGURED").doesNotContain("hf_secret_1", "line 2");
        assertThat(tried.exitCode()).isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void validConnectorWhoseEndpointAnswersIsWell() throws IOException {
        server.enqueue(answer(200, TOXIC));

        Cli validated = Cli.run("validate", sink().toString());

        assertThat(validated.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("configuration: valid"),
                        line -> assertThat(line).matches("endpoint \\S+:\\d+: answers in \\d+ ms"),
                        line -> assertThat(line).startsWith("output cluster: does not answer from here"));
        assertThat(validated.exitCode()).isZero();
    }

    @Test
    void serverThatRefusesTheMadeUpInputHasLookedAtIt() throws IOException {
        server.enqueue(answer(422, TOO_LONG));

        Cli validated = Cli.run("validate", sink().toString());

        assertThat(validated.out()).contains("answers, but takes no made-up input: REJECTED: too long");
        assertThat(validated.exitCode()).isZero();
    }

    @Test
    void endpointThatFailsIsNotWell() throws IOException {
        server.enqueue(answer(404, "{\"error\":\"Model a/b does not exist\"}"));

        Cli validated = Cli.run("validate", sink().toString());

        assertThat(validated.out()).contains("MISCONFIGURED: Model a/b does not exist. Check `model`");
        assertThat(validated.exitCode()).isEqualTo(1);
    }

    @Test
    void everyFaultOfTheConfigurationIsToldUnderItsKeyInTheConnector() throws IOException {
        Map<String, String> transform = prefixed("transforms.mood.");
        transform.put("transforms.mood.retry.max.attempts", "0");
        transform.put("transforms.mood.token", "hf_secret_1");
        Path connector = write(transform, "transforms", "mood");

        Cli validated = Cli.run("validate", connector.toString());

        assertThat(validated.out())
                .contains("transforms.mood.retry.max.attempts: ", "at least 1")
                .doesNotContain("hf_secret_1");
        assertThat(validated.exitCode()).isEqualTo(1);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void predictionThatTheNextTransformDropsIsAWarning() throws IOException {
        Map<String, String> transform = prefixed("transforms.mood.");
        transform.put("transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState");
        Path connector = write(transform, "transforms", "mood,unwrap", "connector.class", "some.Source");

        Cli validated = Cli.run("validate", connector.toString(), "--no-probe");

        assertThat(validated.out()).contains("warning: transforms.unwrap (", "configuration: valid");
        assertThat(validated.exitCode()).isZero();
    }

    @Test
    void faultsBetweenKeysAreTold() throws IOException {
        Cli validated = Cli.run("validate", sink("retry.backoff.ms", "40000").toString(), "--no-probe");

        assertThat(validated.out()).contains("retry.backoff.ms: ", "retry.backoff.max.ms");
        assertThat(validated.exitCode()).isEqualTo(1);
    }

    @Test
    void variablesAreResolvedAsAWorkerDoes() throws IOException {
        server.enqueue(answer(200, TOXIC));
        Path secrets = Files.writeString(directory.resolve("secrets.properties"), "token=hf_from_a_file\n");

        Cli validated = Cli.run(
                "validate", sink("token", "${file:" + secrets + ":token}").toString());

        assertThat(validated.exitCode()).isZero();
        assertThat(takeAuthorization()).isEqualTo("Bearer hf_from_a_file");
    }

    @Test
    void variableThatIsNotSetIsNamed() throws IOException {
        Cli validated = Cli.run("validate", sink("token", "${env:HF_NOT_SET}").toString());

        assertThat(validated.out()).contains("token: ", "${env:HF_NOT_SET} was not resolved");
        assertThat(validated.exitCode()).isEqualTo(1);
    }

    @Test
    void placeholderWithoutAProviderIsToldAsOne() throws IOException {
        Cli validated = Cli.run("validate", sink("token", "${HF_TOKEN}").toString());

        assertThat(validated.out()).contains("token: ", "The placeholder ${...} was not resolved");
        assertThat(validated.exitCode()).isEqualTo(1);
    }

    @Test
    void fileThatIsNoConnectorIsToldInOneLine() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"name\": \n");
        Path foreign = write(Map.of(), "connector.class", "some.Other");

        assertThat(Cli.run("validate", broken.toString()).err().lines()).hasSize(1);
        assertThat(Cli.run("validate", "no/such/file.json").err()).contains("Cannot read", "no/such/file.json");
        Cli validated = Cli.run("validate", foreign.toString());
        assertThat(validated.err()).contains("uses no plugin of this project");
        assertThat(validated.exitCode()).isEqualTo(1);
    }

    @Test
    void wrongUsageIsAnErrorOfItsOwnAndNothingGoesToTheResults() {
        Cli wrong = Cli.run("try", "--no-such-option");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("Usage: hfconnect try");
        assertThat(Cli.run().exitCode()).isNotZero();
    }

    @Test
    void helpIsPlainText() {
        Cli help = Cli.run("replay", "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("--dry-run", "REJECTED").doesNotContain("\u001b");
        assertThat(Cli.run("--version").out()).startsWith("hfconnect ");
    }

    @Test
    void referencesAreWritten() throws IOException {
        Cli docs = Cli.run("docs", "--dir", directory.toString());

        assertThat(docs.exitCode()).isZero();
        assertThat(directory.resolve("configuration.md")).hasSameTextualContentAs(Path.of("docs", "configuration.md"));
    }

    private String takeAuthorization() {
        try {
            return String.valueOf(server.takeRequest().getHeaders().get("Authorization"));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private Path sink(String... more) throws IOException {
        Map<String, String> config = new TreeMap<>(common(""));
        config.put("connector.class", "io.github.hfconnect.HuggingFaceSinkConnector");
        config.put("topics", "chat");
        config.put("output.bootstrap.servers", "127.0.0.1:9");
        config.put("input.field", "text");
        return write(config, more);
    }

    private Map<String, String> prefixed(String prefix) {
        Map<String, String> config = common(prefix);
        config.put(prefix + "type", "io.github.hfconnect.HuggingFaceTransform$Value");
        return config;
    }

    private Map<String, String> common(String prefix) {
        return new TreeMap<>(Map.of(
                prefix + "task", "text-classification",
                prefix + "endpoint.urls", server.url("/").toString(),
                prefix + "endpoint.api", "huggingface",
                prefix + "retry.max.attempts", "1"));
    }

    private Path write(Map<String, String> config, String... more) throws IOException {
        Map<String, String> all = new TreeMap<>(config);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        String json = all.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",\n", "{\"name\": \"tried\", \"config\": {\n", "}}"));
        return Files.write(directory.resolve("connector.json"), List.of(json));
    }
}
