package io.github.hfconnect.answer;

import static io.github.hfconnect.server.Fixtures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Gemini's {@code v1beta/openai/embeddings} leave {@code index} out where it is 0, as JSON of protobuf does with each zero
 * (samfoy/pi-session-search#13, spring-projects/spring-ai#7019).
 */
class LeftOutIndexTest {

    private static final String OF_GEMINI = """
            {"object": "list", "data": [
              {"object": "embedding", "embedding": [1, 2]},
              {"object": "embedding", "index": 1, "embedding": [3, 4]}]}
            """;

    @Test
    void theOneElementWithoutAnIndexIsTheFirstWhereOnlyThatPlaceIsFree() {
        assertThat(vectors(OF_GEMINI, 2)).containsExactly(new float[] {1, 2}, new float[] {3, 4});
        assertThat(vectors("{\"data\":[{\"index\":1,\"embedding\":[3]},{\"embedding\":[1]}]}", 2))
                .as("in whichever order")
                .containsExactly(new float[] {1}, new float[] {3});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{},{}]",
                "[{},{\"index\":0}]",
                "[{\"index\":0},{}]",
                "[{},{\"index\":2}]",
                "[{},{\"index\":-1}]",
                "[{\"index\":null},{\"index\":1}]",
                "[{\"index\":\"0\"},{\"index\":1}]",
                "[{},{\"index\":1},{\"index\":1}]",
                "[{},{},{\"index\":1}]",
                "[{},{\"index\":1}, {}]"
            })
    void anyOtherPlaceIsNotGuessed(String elements) throws IOException {
        String list = elements.replace("{}", "{\"embedding\":[1]}").replace("{\"index", "{\"embedding\":[1],\"index");
        int inputs = Json.tree(list).size();

        assertThat(failureOf(() -> vectors("{\"data\":" + list + "}", inputs)).kind())
                .isEqualTo(FailureKind.MALFORMED);
        assertThat(failureOf(() -> IndexedElements.inOrder(tree(list), inputs, new Expected("elements")))
                        .kind())
                .isEqualTo(FailureKind.MALFORMED);
    }

    @Test
    void theSameHoldsForOtherElements() throws IOException {
        JsonNode list = Json.tree("[{\"score\":0.1},{\"index\":2,\"score\":0.3},{\"index\":1,\"score\":0.2}]");

        assertThat(IndexedElements.inOrder(list, 3, new Expected("elements")))
                .extracting(element -> element.path("score").doubleValue())
                .containsExactly(0.1, 0.2, 0.3);
    }

    /** As tensors of each depth are read. */
    @Test
    void theSameHoldsForVectorsOfTokens() throws IOException {
        byte[] list = "[{\"data\":[[1]]},{\"index\":1,\"data\":[[2]]}]".getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = Json.parser(list)) {
            parser.nextToken();

            assertThat(IndexedTensors.read(parser, 2, "data", VectorText.FLOATS, new Expected("vectors")))
                    .extracting(tensor -> ((Tensor.Vector) tensor.parts().get(0)).values()[0])
                    .containsExactly(1f, 2f);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return Json.tree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Object> vectors(String answer, int inputs) {
        List<Input> texts = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            texts.add(Input.of("a"));
        }
        return Tasks.named("feature-extraction")
                .read(new Answer(answer.getBytes(StandardCharsets.UTF_8), "application/json"), texts);
    }
}
