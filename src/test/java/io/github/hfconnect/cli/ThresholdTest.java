package io.github.hfconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hfconnect threshold} with lines of which each score is known, so that each number can be worked out by hand. */
class ThresholdTest {

    private static final Path LABELLED = Path.of("src", "test", "resources", "moderation", "labelled.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();

    @StartStop
    public final MockWebServer server = new MockWebServer();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void tableSaysWhichMistakesEachThresholdMakes() throws IOException {
        serveKnownScores();

        Cli threshold = run("--input", LABELLED.toString(), "--step", "0.1");

        assertThat(threshold.err()).isEmpty();
        assertThat(threshold.out().lines())
                .containsExactly(
                        "all: 16 lines, 8 of them toxic",
                        "threshold   flagged    missed   false alarms   precision   recall      F1",
                        "    0.100        14         0              6       0.571    1.000   0.727",
                        "    0.200        13         0              5       0.615    1.000   0.762",
                        "    0.300        11         0              3       0.727    1.000   0.842",
                        "    0.400         9         0              1       0.889    1.000   0.941",
                        "    0.500         7         2              1       0.857    0.750   0.800",
                        "    0.600         5         4              1       0.800    0.500   0.615",
                        "    0.700         4         4              0       1.000    0.500   0.667",
                        "    0.800         3         5              0       1.000    0.375   0.545",
                        "    0.900         2         6              0       1.000    0.250   0.400",
                        "best F1: 0.941 at 0.400",
                        "flagged: min.score=0.700, of which 100.0 % are rightly flagged",
                        "clean: max.score=0.400, which misses 0.0 % of what is toxic",
                        "review: 5 lines in between, 31.3 %");
        assertThat(threshold.exitCode()).isZero();
        assertThat(server.getRequestCount()).as("calls carry batches").isEqualTo(1);
    }

    @Test
    void eachLanguageHasAThresholdOfItsOwn() throws IOException {
        serveKnownScores();

        Cli threshold = run("--input", LABELLED.toString(), "--step", "0.1", "--by", "lang");

        assertThat(threshold.out())
                .contains("""

                        lang de: 6 lines, 3 of them toxic
                        threshold   flagged    missed   false alarms   precision   recall      F1
                            0.100         6         0              3       0.500    1.000   0.667
                            0.200         6         0              3       0.500    1.000   0.667
                            0.300         4         0              1       0.750    1.000   0.857
                            0.400         3         0              0       1.000    1.000   1.000
                            0.500         2         1              0       1.000    0.667   0.800
                            0.600         0         3              0           -    0.000   0.000
                        """)
                .contains("lang en: 10 lines, 5 of them toxic\n")
                .containsSubsequence("lang de", "flagged: min.score=0.400", "lang en", "flagged: min.score=0.700");
    }

    @Test
    void whatIsWantedOfFlaggedAndCleanIsSaid() throws IOException {
        serveKnownScores();

        Cli threshold = run("--input", LABELLED.toString(), "--step", "0.1", "--precision", "0.85", "--recall", "0.75");

        assertThat(threshold.out())
                .contains("flagged: min.score=0.400, of which 88.9 % are rightly flagged")
                .contains("clean: max.score=0.500, which misses 25.0 % of what is toxic")
                .contains("review: 0 lines in between");
    }

    @Test
    void curvesAreDrawnIntoAFile() throws Exception {
        serveKnownScores();
        Path plot = directory.resolve("plot.svg");

        Cli threshold = run("--input", LABELLED.toString(), "--step", "0.1", "--plot", plot.toString());

        assertThat(threshold.exitCode()).isZero();
        var paths = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(plot.toFile())
                .getElementsByTagName("path");
        // Recall: 1 up to 0.4, a half at 0.7; x from 60 to 700, y from 450 up to 50.
        assertThat(Stream.iterate(0, i -> i < paths.getLength(), i -> i + 1)
                        .map(i ->
                                paths.item(i).getAttributes().getNamedItem("d").getNodeValue()))
                .anyMatch(path -> path.startsWith("M124 50L188 50L252 50L316 50L380 150L444 250L508 250L"));
    }

    /** Silence about a line would make every number a little too good. */
    @Test
    void linesThatAreInNoTableAreTold() throws IOException {
        serveKnownScores();
        Path input = Files.writeString(directory.resolve("some.jsonl"), """
                {"text": "good game everybody", "verdict": "fine"}
                {"text": "you are a worthless fool"}
                {"text": " ", "verdict": "fine"}
                no json
                {"text": "that was a lucky shot", "verdict": null}
                """);

        Cli threshold = run("--input", input.toString());

        assertThat(threshold.out())
                .as(threshold.err())
                .contains("all: 1 lines, 0 of them toxic")
                .contains("best F1: none");
        assertThat(threshold.err().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 2: 'verdict' leads nowhere"),
                        line -> assertThat(line).isEqualTo("line 3: there is nothing to ask about"),
                        line -> assertThat(line).startsWith("line 4: Unrecognized token"),
                        line -> assertThat(line).startsWith("line 5: 'verdict' is null"),
                        line -> assertThat(line).isEqualTo("4 lines are in no table"));
        assertThat(threshold.exitCode()).isEqualTo(1);
    }

    @Test
    void labelThatTheModelDoesNotKnowIsTold() throws IOException {
        serveKnownScores();

        Cli threshold = run("--input", LABELLED.toString(), "--label", "TOXIC");

        assertThat(threshold.err())
                .contains("line 1: the model gives no score for the label TOXIC, but says neutral")
                .contains("No line has both");
        assertThat(threshold.exitCode()).isEqualTo(1);
    }

    @Test
    void endpointThatIsAwayEndsTheCommand() throws IOException {
        serve(request ->
                new MockResponse.Builder().code(401).body("{\"error\":\"no\"}").build());

        Cli threshold = run("--input", LABELLED.toString());

        assertThat(threshold.err()).contains("The endpoint does not answer: MISCONFIGURED");
        assertThat(threshold.exitCode()).isEqualTo(1);
    }

    @Test
    void withoutARouteTheLabelHasToBeNamed() throws IOException {
        Path connector = connector(Map.of());

        Cli threshold =
                Cli.run("threshold", connector.toString(), "--input", LABELLED.toString(), "--truth", "verdict");

        assertThat(threshold.err()).contains("Name the label with --label: the connector's routes name none");
    }

    private Cli run(String... options) throws IOException {
        Path connector = connector(
                Map.of("routes", "flagged", "routes.flagged.label", "toxic", "routes.flagged.topic", "flagged"));
        return Cli.run(Stream.concat(
                        Stream.of(
                                "threshold", connector.toString(), "--truth", "verdict", "--positive", "insult,threat"),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private Path connector(Map<String, String> more) throws IOException {
        Map<String, String> props = new HashMap<>(Map.of(
                "connector.class", "io.github.hfconnect.HuggingFaceSinkConnector",
                "topics", "chat",
                "output.bootstrap.servers", "127.0.0.1:9",
                "task", "text-classification",
                "endpoint.urls", server.url("/").toString(),
                "endpoint.api", "huggingface",
                "retry.backoff.ms", "0",
                "input.field", "text"));
        props.putAll(more);
        return Files.writeString(directory.resolve("connector.json"), JSON.writeValueAsString(props));
    }

    /** A model whose score for each text stands in the file. */
    private void serveKnownScores() throws IOException {
        Map<String, Double> scores = new HashMap<>();
        for (String line : Files.readAllLines(LABELLED)) {
            JsonNode json = JSON.readTree(line);
            scores.put(json.path("text").asText(), json.path("score").asDouble());
        }
        serve(request -> new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(answer(request, scores))
                .build());
    }

    private void serve(Function<RecordedRequest, MockResponse> answer) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer.apply(request);
            }
        });
    }

    private static String answer(RecordedRequest request, Map<String, Double> scores) {
        ArrayNode answers = JSON.createArrayNode();
        for (JsonNode text : inputs(request)) {
            double toxic = scores.getOrDefault(text.asText(), 0.0);
            ArrayNode labels = answers.addArray();
            // The best label first, as servers do.
            List<String> order = toxic > 0.5 ? List.of("toxic", "neutral") : List.of("neutral", "toxic");
            order.forEach(label ->
                    labels.addObject().put("label", label).put("score", label.equals("toxic") ? toxic : 1 - toxic));
        }
        return answers.toString();
    }

    private static JsonNode inputs(RecordedRequest request) {
        var body = request.getBody();
        try {
            JsonNode inputs = JSON.readTree(body == null ? "{}" : body.utf8()).path("inputs");
            return inputs.isArray() ? inputs : JSON.createArrayNode().add(inputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
