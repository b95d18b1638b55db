package io.github.hfconnect.bench.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModelsTest {

    private static final int WIDTH = 384;

    private final Models models = new Models();

    @Test
    void eachWireSpellsTheSameVectors() throws IOException {
        models.width(WIDTH);

        JsonNode floats = answer("/embed", "{\"inputs\":[\"0-1 a\",\"0-2 b\"]}").path(1);
        JsonNode doubles =
                answer("/v1/embeddings", "{\"input\":[\"0-1 a\",\"0-2 b\"]}").at("/data/1/embedding");
        JsonNode base64 = answer("/v1/embeddings", "{\"input\":[\"0-1 a\",\"0-2 b\"],\"encoding_format\":\"base64\"}")
                .at("/data/1/embedding");

        float[] vector = new float[WIDTH];
        ByteBuffer.wrap(base64.binaryValue())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(vector);
        assertThat(vector[0]).isEqualTo(OwnComponent.of("0-2")).isNotEqualTo(OwnComponent.of("0-1"));
        assertThat(floats).hasSize(WIDTH);
        assertThat(doubles).hasSize(WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            assertThat(Float.parseFloat(floats.get(i).asText())).isEqualTo(vector[i]);
            assertThat(doubles.get(i).doubleValue()).isEqualTo(vector[i]);
        }
    }

    @Test
    void answersSayTheirIndexAndWhatTheyTook() throws IOException {
        models.width(3);

        JsonNode answer = answer("/v1/embeddings", "{\"input\":[\"abcd\",\"e\"]}");

        assertThat(answer.at("/data/0/index").asInt(-1)).isZero();
        assertThat(answer.at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(6);
    }

    @Test
    void otherRoutesAndVectorsWithoutAWidthAreRefused() {
        assertThatThrownBy(() -> models.form(request("/nowhere", ""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> models.form(request("/embed", ""))).isInstanceOf(IllegalArgumentException.class);
    }

    private JsonNode answer(String path, String body) throws IOException {
        HttpMessage request = request(path, body);
        Prediction prediction = Prediction.of(request.body(), models.form(request), hash -> {});
        return new ObjectMapper().readTree(Whole.of(prediction.answer()));
    }

    private static HttpMessage request(String path, String body) {
        return new HttpMessage("POST", path, body.getBytes(StandardCharsets.UTF_8));
    }
}
