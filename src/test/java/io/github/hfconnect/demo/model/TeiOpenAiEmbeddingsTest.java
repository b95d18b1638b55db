package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** TEI's route in OpenAI's form: the vectors of its own route, and its errors without an envelope. */
class TeiOpenAiEmbeddingsTest {

    private static final String ROUTE = "/tei/minilm/v1/embeddings";

    @RegisterExtension
    static final LoopbackServer SERVER = new LoopbackServer();

    private final Caller caller = SERVER.caller();

    @Test
    void vectorsAreThoseOfItsOwnRoute() {
        JsonNode own = Caller.json(caller.post("/tei/minilm/embed", "{\"inputs\":[\"a red apple\",\"a cat\"]}"));
        JsonNode answer = Caller.json(caller.post(ROUTE, "{\"input\":[\"a red apple\",\"a cat\"],\"model\":\"any\"}"));

        assertThat(answer.at("/data/0/embedding")).isEqualTo(own.get(0));
        assertThat(answer.at("/data/1/embedding")).isEqualTo(own.get(1));
        assertThat(answer.at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(9);
    }

    @Test
    void oneTextHasOneElement() {
        assertThat(Caller.json(caller.post(ROUTE, "{\"input\":\"a cat\"}")).path("data"))
                .hasSize(1);
    }

    @Test
    void errorsHaveNoEnvelope() {
        String inputs = String.join(",", Collections.nCopies(33, "\"a\""));

        HttpResponse<String> tooMany = caller.post(ROUTE, "{\"input\":[" + inputs + "]}");

        assertThat(tooMany.statusCode()).isEqualTo(422);
        assertThat(tooMany.body())
                .isEqualTo("{\"message\":\"batch size 33 > maximum allowed batch size 32\","
                        + "\"code\":422,\"type\":\"Validation\"}");
        assertThat(caller.post(ROUTE, "{\"input\":[]}").body()).contains("\"code\":400", "\"type\":\"Empty\"");
        assertThat(caller.post(ROUTE, "{}").statusCode()).isEqualTo(422);
    }
}
