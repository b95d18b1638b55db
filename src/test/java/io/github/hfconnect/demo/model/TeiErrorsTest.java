package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeiErrorsTest {

    private static final String PREDICT = "/tei/toxicity/predict";
    private static final String EMBED = "/tei/minilm/embed";

    @RegisterExtension
    static final LoopbackServer SERVER = new LoopbackServer();

    private final Caller caller = SERVER.caller();

    @ParameterizedTest
    @CsvSource({PREDICT + ",[\"hi\"]", EMBED + ",\"hi\""})
    void aBatchOfThirtyThreeIsTooLarge(String path, String input) {
        String inputs = String.join(",", Collections.nCopies(33, input));

        assertError(
                caller.post(path, "{\"inputs\":[" + inputs + "]}"),
                422,
                "Validation",
                "batch size 33 > maximum allowed batch size 32");
    }

    @Test
    void aTextOverTheLimitIsRefusedIfItMayNotBeCut() {
        assertError(
                caller.post(PREDICT, "{\"inputs\":" + Caller.textOfTokens(513) + ",\"truncate\":false}"),
                422,
                "Validation",
                "Input validation error: `inputs` must have less than 512 tokens. Given: 513");
    }

    @Test
    void oneLongTextFailsItsWholeBatchAndIsNotNamed() {
        String batch = "[[\"fine\"],[" + Caller.textOfTokens(600) + "],[\"fine too\"]]";

        assertError(
                caller.post(PREDICT, "{\"inputs\":" + batch + ",\"truncate\":false}"),
                422,
                "Validation",
                "Input validation error: `inputs` must have less than 512 tokens. Given: 600");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {PREDICT + "|\"\"", PREDICT + "|[[\"a\"],[\"\"]]", EMBED + "|\"\"", EMBED + "|[\"a\",\"\"]"})
    void anEmptyTextFailsItsBatch(String path, String inputs) {
        assertError(
                caller.post(path, "{\"inputs\":" + inputs + "}"),
                400,
                "Empty",
                "Input validation error: `inputs` cannot be empty");
    }

    @Test
    void blankIsNotEmpty() {
        assertThat(caller.post(PREDICT, "{\"inputs\":\"  \"}").statusCode()).isEqualTo(200);
    }

    @Test
    void anEmptyListHasNothingToEmbed() {
        assertError(caller.post(EMBED, "{\"inputs\":[]}"), 400, "Empty", "`inputs` cannot be empty");
    }

    @Test
    void theRouteMustFitTheModel() {
        assertError(
                caller.post("/tei/minilm/predict", "{\"inputs\":\"a\"}"),
                424,
                "Backend",
                "Backend error: Model is not a classifier model");
        assertError(
                caller.post("/tei/toxicity/embed", "{\"inputs\":\"a\"}"),
                424,
                "Backend",
                "Backend error: Model is not an embedding model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"inputs\":null}",
                "{\"inputs\":7}",
                "{\"inputs\":[]}",
                "{\"inputs\":[\"a\",\"b\",\"c\"]}",
                "{\"inputs\":[[\"a\"],\"b\"]}",
                "{\"inputs\":[[]]}",
                "{\"inputs\":\"a\",\"truncate\":\"yes\"}"
            })
    void aBodyOfTheWrongShapeIsRefusedInPlainText(String body) {
        assertText(caller.post(PREDICT, body), 422, "Failed to deserialize the JSON body into the target type: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"inputs\":", "nonsense", "{\"inputs\":\"a\"} more"})
    void whatIsNotJsonIsRefusedInPlainText(String body) {
        assertText(caller.post(PREDICT, body), 400, "Failed to parse the request body as JSON: ");
    }

    @Test
    void theContentTypeMustBeJson() {
        var request = caller.at(PREDICT)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"inputs\":\"a\"}"));

        assertText(caller.send(request), 415, "Expected request with `Content-Type: application/json`");
    }

    @Test
    void aBodyOverTwoMillionBytesIsRefusedInPlainText() {
        String body = "{\"inputs\":\"" + "a".repeat(3_000_000) + "\"}";

        assertText(caller.post(PREDICT, body), 413, "Failed to buffer the request body: length limit exceeded");
    }

    @Test
    void whatExceedsTheRoomIsTurnedAway() throws IOException {
        try (ModelServer small = ModelServer.start(ServerOptions.loopback().withMaxConcurrentInputs(2))) {
            Caller smallCaller = new Caller(small);

            assertThat(smallCaller.post(EMBED, "{\"inputs\":[\"a\",\"b\"]}").statusCode())
                    .isEqualTo(200);
            assertError(
                    smallCaller.post(EMBED, "{\"inputs\":[\"a\",\"b\",\"c\"]}"),
                    429,
                    "Overloaded",
                    "Model is overloaded");
        }
    }

    @Test
    void anUnknownPathAndAWrongMethodHaveNoBody() {
        assertText(caller.post("/tei/toxicity/rerank", "{}"), 404, "");
        HttpResponse<String> wrongMethod = caller.get(PREDICT);
        assertText(wrongMethod, 405, "");
        assertThat(wrongMethod.headers().firstValue("allow")).contains("POST");
    }

    private static void assertError(HttpResponse<String> response, int status, String type, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode body = Caller.json(response);
        assertThat(body.get("error").asText()).isEqualTo(message);
        assertThat(body.get("error_type").asText()).isEqualTo(type);
        assertThat(body).hasSize(2);
    }

    private static void assertText(HttpResponse<String> response, int status, String start) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).startsWith(start).hasSizeLessThan(start.isEmpty() ? 1 : 400);
        assertThat(response.headers().firstValue("content-type").orElse("text/plain"))
                .startsWith("text/plain");
    }
}
