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
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Long texts in a transform: one record in, one record out. */
class ChunkedTransformTest {

    private static final String TEXT = "You are kind, and so is she. You are a fool, as all know.";
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
    void thePiecesOfOneRecordShareACallAndTheirLabelsBecomeOne() throws Exception {
        server.enqueue(ModelServer.answer(
                200,
                "[[{\"label\":\"kind\",\"score\":0.9},{\"label\":\"toxic\",\"score\":0.1}],"
                        + "[{\"label\":\"toxic\",\"score\":0.95},{\"label\":\"kind\",\"score\":0.05}]]"));
        transform.configure(props("pool"));

        Struct value = apply(TEXT);

        assertThat(ModelServer.body(server.takeRequest()))
                .contains("[\"You are kind, and so is she. \",\"You are a fool, as all know.\"]");
        Struct prediction = value.getStruct("prediction");
        assertThat(prediction.getString("label")).isEqualTo("toxic");
        assertThat(prediction.getFloat64("score")).isEqualTo(0.95);
        assertThat(prediction.schema().name()).isEqualTo("io.github.hfconnect.Classification");
    }

    @Test
    void anArrayHoldsThePieces() {
        server.enqueue(ModelServer.answer(
                200, "[[{\"label\":\"kind\",\"score\":0.9}],[{\"label\":\"toxic\",\"score\":0.95}]]"));
        transform.configure(props("array"));

        Struct value = apply(TEXT);

        List<Struct> pieces = value.getArray("prediction");
        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(1).getInt32("start")).isEqualTo(29);
        assertThat(pieces.get(1).getInt32("end")).isEqualTo(57);
        assertThat(pieces.get(1).getString("text")).isEqualTo("You are a fool, as all know.");
        assertThat(pieces.get(1).getStruct("prediction").getString("label")).isEqualTo("toxic");
        value.validate();
    }

    @Test
    void aPieceThatIsKnownIsNotAskedAgain() throws Exception {
        server.enqueue(ModelServer.answer(
                200, "[[{\"label\":\"kind\",\"score\":0.9}],[{\"label\":\"toxic\",\"score\":0.95}]]"));
        server.enqueue(ModelServer.answer(200, "[[{\"label\":\"kind\",\"score\":0.8}]]"));
        transform.configure(props("array"));

        transform.apply(record(TEXT));
        Struct value = apply("You are kind, and so is she. You are a hero, as all know.");

        server.takeRequest();
        assertThat(ModelServer.body(server.takeRequest())).contains("hero").doesNotContain("she");
        List<Struct> pieces = value.getArray("prediction");
        assertThat(pieces)
                .extracting(piece -> piece.getStruct("prediction").getFloat64("score"))
                .containsExactly(0.9, 0.8);
    }

    @Test
    void tooManyPiecesAreTheRecordsFailure() {
        Map<String, Object> props = props("array");
        props.put("chunk.max.count", "2");
        transform.configure(props);

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> transform.apply(record(TEXT + TEXT)))
                .withMessageContaining("chunk.max.count");
        assertThat(server.getRequestCount()).isZero();
    }

    private Struct apply(String text) {
        return (Struct) Objects.requireNonNull(transform.apply(record(text))).value();
    }

    private Map<String, Object> props(String mode) {
        Map<String, Object> props = new HashMap<>(ModelServer.props(server));
        props.put("input.field", "text");
        props.put("chunk.mode", mode);
        props.put("chunk.max.chars", "32");
        return props;
    }

    private static SinkRecord record(String text) {
        return new SinkRecord("t", 0, null, null, SCHEMA, new Struct(SCHEMA).put("text", text), 0);
    }
}
