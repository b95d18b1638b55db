package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentChecksTest {

    @Test
    void aDocumentNeedsNoMoreThanATopicToBeRemembered() {
        SinkConfig config = new SinkConfig(records());

        assertThat(config.writesPieces()).isTrue();
        assertThat(config.pieces().stateTopic("chat")).isEqualTo("chat.pieces");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "chunk.state.topic          | null       | chunk.state.topic: Set it: chunk.mode=records has to remember",
                "topics                     | a,b        | chunk.state.topic: Several input topics need one each",
                "chunk.state.topic          | chat       | chunk.state.topic: 'chat' is also an input",
                "output.topic               | chat.pieces | chunk.state.topic: 'chat.pieces' is also an input, output",
                "output.order               | none       | output.order: It does not go together with chunk.mode=records: an older version",
                "on.failure                 | annotate   | on.failure: It does not go together with chunk.mode=records",
                "skip.if.present            | true       | skip.if.present: It does not go together with chunk.mode=records",
                "skip.unchanged.from        | before     | skip.unchanged.from: It does not go together with chunk.mode=records",
                "chunk.copy.fields          | a.title,b.title | chunk.copy.fields: 'b.title' would stand where another field",
                "chunk.copy.fields          | prediction | chunk.copy.fields: 'prediction' would stand where another field",
                "chunk.copy.fields          | chunk      | chunk.copy.fields: 'chunk' would stand where another field",
                "chunk.copy.fields          | a..b       | chunk.copy.fields",
                "output.field               | chunk.vector | output.field: 'chunk.vector' is where the record says which piece it is",
                "task                       | image-classification | chunk.mode: Remove it: the task is image-classification",
                "key.converter              | org.apache.kafka.connect.storage.StringConverter | chunk.key: Keys are written as text",
            })
    void whatDoesNotGoTogetherIsSaidWithItsReason(String key, @Nullable String value, String message) {
        Map<String, String> props = records();
        props.put("chunk.state.topic", "chat.pieces");
        if (value == null) {
            props.remove(key);
        } else {
            props.put(key, value);
        }

        assertThatThrownBy(() -> new SinkConfig(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void routesDoNotGoTogetherWithPieces() {
        Map<String, String> props = records();
        props.putAll(Map.of("routes", "r", "routes.r.label", "toxic", "routes.r.topic", "t"));

        assertThatThrownBy(() -> new SinkConfig(props))
                .hasMessageContaining("routes: It does not go together with chunk.mode=records: all pieces");
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint.api, huggingface, Servers of the kind huggingface count no tokens: set chunk.max.chars in its place",
        "endpoint.urls, '', The Hugging Face router counts no tokens",
        "chunk.max.chars, 1500, Remove it or chunk.max.chars",
        "chunk.max.tokens, 31, It must be at least 32"
    })
    void tokensAreCountedByServersThatCan(String key, String value, String message) {
        Map<String, String> props = Props.sink("chunk.mode", "array", "chunk.max.tokens", "256", "model", "org/model");
        assertThatNoException().isThrownBy(() -> new SinkConfig(props));

        props.put(key, value);

        assertThatThrownBy(() -> new SinkConfig(props)).hasMessageContaining("chunk.max.tokens: " + message);
    }

    @Test
    void aTransformMakesOneRecordOfOne() {
        Map<String, String> props = Props.transform("chunk.mode", "records");

        assertThatThrownBy(() -> new InferenceConfig(props))
                .hasMessageContaining("chunk.mode: records is for the sink connector");
    }

    /** What is skipped goes by it: a model that is not seen to change would leave its vectors among those of another. */
    @ParameterizedTest
    @CsvSource({
        "model, org/other, true",
        "parameters.normalize, false, true",
        "chunk.max.chars, 1000, true",
        "chunk.max.tokens, 256, true",
        "chunk.copy.fields, title, true",
        "chunk.skip.unchanged, true, false",
        "batch.max.records, 8, false",
        "chunk.state.topic, another, false"
    })
    void whatAPieceDependsOnIsPartOfItsContent(String key, String value, boolean isContent) {
        Map<String, String> other = records();
        other.put(key, value);

        boolean same = new SinkConfig(other).pieceContent().equals(new SinkConfig(records()).pieceContent());

        assertThat(same).isEqualTo(!isContent);
    }

    private static Map<String, String> records() {
        return Props.sink("chunk.mode", "records", "chunk.state.topic", "${topic}.pieces");
    }
}
