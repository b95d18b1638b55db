package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HuggingFaceShapeTest {

    private static final String TOXICITY = "/models/hfconnect/toxicity";
    private static final String EMBEDDING =
            "/models/sentence-transformers/all-MiniLM-L6-v2/pipeline/feature-extraction";
    private static final String RUDE_AND_KIND = "[\"go to hell, idiot\",\"thanks for the help\"]";

    @RegisterExtension
    static final LoopbackServer SERVER = new LoopbackServer();

    private final Caller caller = SERVER.caller();

    @Test
    void oneTextHasAllItsLabelsInAListInAList() {
        HttpResponse<String> response = caller.post(TOXICITY, "{\"inputs\":\"thanks for the help\"}");

        assertThat(response.body())
                .matches("\\[\\[\\{\"label\":\"neutral\",\"score\":0\\.\\d+},"
                        + "\\{\"label\":\"toxic\",\"score\":[0-9.E-]+}]]");
    }

    @Test
    void aListWithoutTopKHasTheBestLabelsInOneInnerList() {
        JsonNode answer = Caller.json(caller.post(TOXICITY, "{\"inputs\":" + RUDE_AND_KIND + "}"));

        assertThat(answer).hasSize(1);
        assertThat(answer.get(0)).hasSize(2);
        assertThat(answer.at("/0/0/label").asText()).isEqualTo("toxic");
        assertThat(answer.at("/0/1/label").asText()).isEqualTo("neutral");
    }

    @Test
    void aListWithTopKHasAListForEachText() {
        JsonNode one = Caller.json(withTopK(RUDE_AND_KIND, "1"));
        JsonNode five = Caller.json(withTopK(RUDE_AND_KIND, "5"));

        assertThat(one).hasSize(2);
        assertThat(one.get(0)).hasSize(1);
        assertThat(five.get(1)).hasSize(2);
        assertThat(five.at("/1/0/label").asText()).isEqualTo("neutral");
    }

    @Test
    void oneTextWithTopKIsStillAListInAList() {
        JsonNode answer = Caller.json(withTopK("\"thanks\"", "1"));

        assertThat(answer).hasSize(1);
        assertThat(answer.get(0)).hasSize(1);
    }

    @Test
    void bothShapesGiveTheSameScore() {
        double here = Caller.json(caller.post(TOXICITY, "{\"inputs\":\"good game\"}"))
                .at("/0/0/score")
                .doubleValue();
        double tei = Caller.json(caller.post("/tei/toxicity/predict", "{\"inputs\":\"good game\"}"))
                .at("/0/score")
                .doubleValue();

        assertThat((float) here).isEqualTo((float) tei);
    }

    @Test
    void anEmbeddingIsFlatForATextAndNestedForAList() {
        JsonNode flat = Caller.json(caller.post(EMBEDDING, "{\"inputs\":\"apple\"}"));
        JsonNode nested = Caller.json(caller.post(EMBEDDING, "{\"inputs\":[\"apple\",\"pear\"],\"normalize\":true}"));

        assertThat(flat).hasSize(MiniLm.DIMENSIONS);
        assertThat(nested).hasSize(2);
        assertThat(nested.get(0)).isEqualTo(flat);
    }

    @Test
    void aLongTextIsRefusedUnlessItMayBeCut() {
        String inputs = "{\"inputs\":" + Caller.textOfTokens(600);

        assertError(
                caller.post(TOXICITY, inputs + "}"),
                400,
                "The size of tensor a (600) must match the size of tensor b (512) at non-singleton dimension 1");
        assertThat(caller.post(TOXICITY, inputs + ",\"parameters\":{\"truncation\":true}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(caller.post(EMBEDDING, inputs + "}").statusCode()).isEqualTo(200);
        assertThat(caller.post(EMBEDDING, inputs + ",\"truncate\":false}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anUnknownModelDoesNotExist() {
        assertError(caller.post("/models/a/b", "{\"inputs\":\"x\"}"), 404, "Model a/b does not exist");
        assertError(
                caller.post("/models/a/b/pipeline/feature-extraction", "{\"inputs\":\"x\"}"),
                404,
                "Model a/b does not exist");
    }

    @Test
    void aModelServesItsOwnTaskOnly() {
        assertError(
                caller.post(TOXICITY + "/pipeline/feature-extraction", "{\"inputs\":\"x\"}"),
                400,
                "Model not supported by provider hf-inference");
    }

    @Test
    void whatIsNotUnderstoodIsABadRequest() {
        assertThat(caller.post(TOXICITY, "nonsense").statusCode()).isEqualTo(400);
        assertError(caller.post(TOXICITY, "{}"), 400, "Body needs to provide a inputs key, received: {}");
        assertError(
                caller.post(TOXICITY, "{\"inputs\":{\"text\":\"a\"}}"),
                400,
                "text input must be of type `str` (single example) or `list[str]` (batch)");
        var request = caller.at(TOXICITY).header("Content-Type", "text/csv").POST(BodyPublishers.ofString("a,b"));
        assertError(
                caller.send(request),
                400,
                "Content type \"text/csv\" not supported. Supported content types are: application/json");
    }

    @Test
    void everyAnswerHasARequestId() {
        assertThat(caller.post(TOXICITY, "{}").headers().firstValue("x-request-id"))
                .isPresent();
        assertThat(caller.post(TOXICITY, "{\"inputs\":\"hi\"}").headers().firstValue("x-compute-time"))
                .hasValueSatisfying(seconds -> assertThat(seconds).matches("\\d+\\.\\d{3}"));
    }

    private HttpResponse<String> withTopK(String inputs, String topK) {
        return caller.post(TOXICITY, "{\"inputs\":" + inputs + ",\"parameters\":{\"top_k\":" + topK + "}}");
    }

    private static void assertError(HttpResponse<String> response, int status, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Caller.json(response)).hasSize(1);
        assertThat(Caller.json(response).get("error").asText()).isEqualTo(message);
    }
}
