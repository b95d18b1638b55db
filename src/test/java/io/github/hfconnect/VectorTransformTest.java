package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Vectors on their way to a store. */
class VectorTransformTest {

    private static final Schema SCHEMA =
            SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final HuggingFaceTransform<SinkRecord> transform = new HuggingFaceTransform.Value<>();

    @AfterEach
    void close() {
        transform.close();
    }

    @Test
    void wholeNumbersComeWithTheirScale() {
        answer("[[0.5,-0.25]]");
        configure("output.vector.type", "int8", "output.metadata.field", "call");

        Struct value = apply("hi");

        assertThat(value.<Byte>getArray("prediction")).isEqualTo(List.of((byte) 127, (byte) -63));
        assertThat(value.getStruct("call").getFloat64("vector_scale")).isEqualTo(0.5 / 127);
    }

    @Test
    void debeziumKnowsAVectorByItsName() {
        answer("[[0.5,-0.25]]");
        configure("output.vector.schema", "debezium", "output.vector.type", "float64");

        Struct value = apply("hi");

        assertThat(value.schema().field("prediction").schema().name()).isEqualTo("io.debezium.data.DoubleVector");
        assertThat(value.<Double>getArray("prediction")).isEqualTo(List.of(0.5, -0.25));
    }

    @Test
    void thePooledVectorOfALongTextHasTheFormToo() {
        answer("[[1,0],[0,1]]");
        configure("chunk.mode", "pool", "chunk.max.chars", "32", "output.vector.schema", "debezium");

        Struct value = apply("One sentence, of some words. Another sentence, and it ends.");

        assertThat(value.schema().field("prediction").schema().name()).isEqualTo("io.debezium.data.FloatVector");
        assertThat(value.<Float>getArray("prediction")).hasSize(2).doesNotContain(0f, 1f);
    }

    @Test
    void anotherWidthThanTheConfiguredOneIsTheConfigurationsFault() {
        answer("[[0.5,-0.25]]");
        configure("output.vector.dimensions", "384");

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> apply("hi"))
                .withMessageContainingAll("MISCONFIGURED", "vector of 2 numbers", "`output.vector.dimensions` is 384");
    }

    @Test
    void anotherWidthThanTheOneAskedForIsToo() {
        answer("[[0.5,-0.25]]");
        configure("parameters.dimensions", "3");

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> apply("hi"))
                .withMessageContaining("`parameters.dimensions` is 3");
    }

    @Test
    void anotherWidthThanTheFirstIsToo() {
        answer("[[0.5,-0.25]]");
        answer("[[0.5,-0.25,0.1]]");
        configure();

        apply("hi");

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> apply("there"))
                .withMessageContainingAll("MISCONFIGURED", "vector of 3 numbers", "had 2", "output.vector.dimensions");
    }

    @Test
    void recordsMaySayTheirOwnWidth() {
        answer("[[0.5,-0.25]]");
        answer("[[0.5,-0.25,0.1]]");
        configure("parameters.dimensions", "{{text}}");

        assertThat(apply("2").<Float>getArray("prediction")).hasSize(2);
        assertThat(apply("3").<Float>getArray("prediction")).hasSize(3);
    }

    private void answer(String body) {
        server.enqueue(ModelServer.answer(200, body));
    }

    private void configure(String... more) {
        Map<String, Object> props = new HashMap<>(ModelServer.props(server));
        props.put("task", "feature-extraction");
        props.put("input.field", "text");
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        transform.configure(props);
    }

    private Struct apply(String text) {
        SinkRecord record = new SinkRecord("t", 0, null, null, SCHEMA, new Struct(SCHEMA).put("text", text), 0);
        Struct value = (Struct) Objects.requireNonNull(transform.apply(record)).value();
        value.validate();
        return value;
    }
}
