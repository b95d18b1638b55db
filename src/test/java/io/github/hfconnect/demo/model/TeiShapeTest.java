package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeiShapeTest {

    @RegisterExtension
    static final LoopbackServer SERVER = new LoopbackServer();

    private final Caller caller = SERVER.caller();

    @Test
    void oneTextHasAFlatAnswerWithTheStrongestLabelFirst() {
        HttpResponse<String> response = predict("{\"inputs\":\"nobody likes you, you ugly loser\"}");

        assertThat(response.body())
                .matches("\\[\\{\"score\":0\\.\\d+,\"label\":\"toxic\"},"
                        + "\\{\"score\":0\\.\\d+,\"label\":\"neutral\"}]");
        JsonNode answer = Caller.json(response);
        assertThat(answer.at("/0/score").doubleValue() + answer.at("/1/score").doubleValue())
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void aPlainListOfTwoTextsIsOnePairWithOneAnswer() {
        JsonNode answer = Caller.json(predict("{\"inputs\":[\"thanks a lot\",\"you loser\"]}"));

        assertThat(answer).hasSize(2);
        assertThat(answer.at("/0/label").asText()).isIn("toxic", "neutral");
    }

    @Test
    void aPlainListOfOneTextHasAFlatAnswer() {
        assertThat(Caller.json(predict("{\"inputs\":[\"thanks\"]}"))
                        .at("/0/label")
                        .asText())
                .isEqualTo("neutral");
    }

    @Test
    void aBatchHasANestedAnswerInItsOrder() {
        JsonNode answer =
                Caller.json(predict("{\"inputs\":[[\"go to hell, idiot\"],[\"thanks for the help\"],[\"a\",\"b\"]]}"));

        assertThat(answer).hasSize(3);
        assertThat(answer.at("/0/0/label").asText()).isEqualTo("toxic");
        assertThat(answer.at("/1/0/label").asText()).isEqualTo("neutral");
    }

    @Test
    void aBatchOfOneIsStillNested() {
        assertThat(Caller.json(predict("{\"inputs\":[[\"hi\"]]}"))
                        .at("/0/0/label")
                        .asText())
                .isEqualTo("neutral");
    }

    @Test
    void aTextHasTheSameScoreAloneAndInABatch() {
        JsonNode alone = Caller.json(predict("{\"inputs\":\"good game\"}"));
        JsonNode batch = Caller.json(predict("{\"inputs\":[[\"good game\"],[\"" + "word ".repeat(100) + "\"]]}"));

        assertThat(batch.get(0)).isEqualTo(alone);
    }

    @Test
    void rawScoresAreLogitsOfBothSigns() {
        JsonNode answer = Caller.json(predict("{\"inputs\":\"thank you\",\"raw_scores\":true}"));

        assertThat(answer.at("/0/score").doubleValue())
                .isPositive()
                .isEqualTo(-answer.at("/1/score").doubleValue());
    }

    @Test
    void timesAndTokensAreInTheHeaders() {
        HttpResponse<String> response = predict("{\"inputs\":[[\"hello\"],[\"hello\"]]}");

        assertThat(response.headers().firstValue("x-compute-type")).contains("gpu+optimized");
        assertThat(response.headers().firstValue("x-compute-tokens")).contains("6");
        assertThat(response.headers().firstValue("x-compute-characters")).contains("10");
        for (String time : new String[] {"x-compute", "x-total", "x-tokenization", "x-queue", "x-inference"}) {
            assertThat(response.headers().firstValue(time + "-time"))
                    .hasValueSatisfying(millis -> assertThat(millis).matches("\\d+"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a red apple\"", "[\"a red apple\"]"})
    void anEmbeddingIsAlwaysAListOfUnitVectors(String inputs) {
        JsonNode answer = Caller.json(embed("{\"inputs\":" + inputs + "}"));

        assertThat(answer).hasSize(1);
        assertThat(answer.get(0)).hasSize(MiniLm.DIMENSIONS);
        assertThat(length(answer.get(0))).isCloseTo(1, within(1e-4));
    }

    @Test
    void anEmbeddingIsLeftAsItIsOnRequest() {
        JsonNode answer = Caller.json(embed("{\"inputs\":\"a red apple\",\"normalize\":false}"));

        assertThat(length(answer.get(0))).isGreaterThan(1.5);
    }

    @Test
    void aLongTextIsCutUnlessTheCallerSaysNo() {
        HttpResponse<String> response = predict("{\"inputs\":" + Caller.textOfTokens(700) + ",\"truncate\":null}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-compute-tokens")).contains("512");
    }

    @Test
    void aTextOfExactlyTheLimitNeedsNoCut() {
        HttpResponse<String> response = predict("{\"inputs\":" + Caller.textOfTokens(512) + ",\"truncate\":false}");

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void theRootServesTheModelsOwnRoute() {
        assertThat(Caller.json(caller.post("/tei/toxicity", "{\"inputs\":\"hi\"}")))
                .hasSize(2);
        assertThat(Caller.json(caller.post("/tei/minilm/", "{\"inputs\":\"hi\"}"))
                        .get(0))
                .hasSize(MiniLm.DIMENSIONS);
    }

    @Test
    void infoTellsTheKindOfModelAndTheLimits() {
        JsonNode classifier = Caller.json(caller.get("/tei/toxicity/info"));
        JsonNode embedding = Caller.json(caller.get("/tei/minilm/info"));

        assertThat(classifier.at("/model_type/classifier/id2label/1").asText()).isEqualTo("toxic");
        assertThat(classifier.get("max_client_batch_size").intValue()).isEqualTo(32);
        assertThat(embedding.at("/model_type/embedding/pooling").asText()).isEqualTo("mean");
        assertThat(embedding.get("max_input_length").intValue()).isEqualTo(512);
    }

    @Test
    void healthIsAnEmptySuccess() {
        HttpResponse<String> response = caller.get("/tei/toxicity/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    private HttpResponse<String> predict(String body) {
        return caller.post("/tei/toxicity/predict", body);
    }

    private HttpResponse<String> embed(String body) {
        return caller.post("/tei/minilm/embed", body);
    }

    private static double length(JsonNode vector) {
        double squares = 0;
        for (JsonNode number : vector) {
            squares += number.doubleValue() * number.doubleValue();
        }
        return Math.sqrt(squares);
    }
}
