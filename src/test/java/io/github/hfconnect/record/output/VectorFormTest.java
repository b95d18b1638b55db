package io.github.hfconnect.record.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.VectorType;
import io.github.hfconnect.record.Outcomes;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.path.FieldPath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vectors in the forms that stores want. */
class VectorFormTest {

    private static final float[] VECTOR = {0.5f, -0.25f, 0f, 0.125f, -0.5f, 0.3f, 0.01f, -0.01f, 0.2f};
    private static final Schema SOURCE =
            SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();

    @ParameterizedTest
    @EnumSource(VectorType.class)
    void eachTypeHasItsSchema(VectorType type) {
        Schema vector = Objects.requireNonNull(
                        enriched(new VectorForm(type, null)).schema())
                .field("v")
                .schema();

        switch (type) {
            case FLOAT32 -> assertThat(vector.valueSchema()).isEqualTo(Schema.FLOAT32_SCHEMA);
            case FLOAT64 -> assertThat(vector.valueSchema()).isEqualTo(Schema.FLOAT64_SCHEMA);
            case INT8 -> assertThat(vector.valueSchema()).isEqualTo(Schema.INT8_SCHEMA);
            case UINT8 -> assertThat(vector.valueSchema()).isEqualTo(Schema.INT16_SCHEMA);
            case BINARY -> assertThat(vector.type()).isEqualTo(Schema.Type.BYTES);
            case BASE64 -> assertThat(vector.type()).isEqualTo(Schema.Type.STRING);
        }
    }

    @Test
    void wholeNumbersTimesTheScaleAreTheVectorAgain() {
        List<Byte> numbers = value(VectorType.INT8);
        List<Short> positive = value(VectorType.UINT8);
        double scale = Quantisation.scale(VECTOR);

        for (int i = 0; i < VECTOR.length; i++) {
            assertThat(numbers.get(i) * scale).isCloseTo(VECTOR[i], within(scale / 2));
            assertThat(positive.get(i) - 128).isEqualTo(numbers.get(i).intValue());
        }
        assertThat(numbers).startsWith((byte) 127).contains((byte) -127);
    }

    @Test
    void wholeNumbersOfAServerStayAsTheyAre() {
        float[] whole = {-128, 3, 0, 100};

        assertThat(Quantisation.of(whole, VectorType.INT8))
                .isEqualTo(List.of((byte) -128, (byte) 3, (byte) 0, (byte) 100));
        assertThat(Quantisation.scale(whole)).isEqualTo(1);
        assertThat(Quantisation.scale(new float[] {-1, 1})).isLessThan(0.01);
    }

    @Test
    void aVectorOfZerosStaysOne() {
        assertThat(Quantisation.of(new float[2], VectorType.INT8)).isEqualTo(List.of((byte) 0, (byte) 0));
        assertThat(Quantisation.scale(new float[2])).isEqualTo(1);
    }

    @Test
    void theFirstComponentIsTheHighestBit() {
        ByteBuffer bits = value(VectorType.BINARY);

        assertThat(bits).isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0b10010110, (byte) 0b10000000}));
    }

    @Test
    void base64HoldsTheFloats() {
        String text = value(VectorType.BASE64);
        float[] read = new float[VECTOR.length];
        ByteBuffer.wrap(Base64.getDecoder().decode(text))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(read);

        assertThat(read).containsExactly(VECTOR);
    }

    @Test
    void doublesAreTheFloats() {
        List<Double> doubles = value(VectorType.FLOAT64);

        assertThat(doubles).hasSize(VECTOR.length).startsWith(0.5, -0.25, 0.0);
    }

    @Test
    void aNameStandsOnTheListOfNumbers() {
        Schema schema = Objects.requireNonNull(
                        enriched(new VectorForm(VectorType.FLOAT64, "io.debezium.data.DoubleVector"))
                                .schema())
                .field("v")
                .schema();

        assertThat(schema.name()).isEqualTo("io.debezium.data.DoubleVector");
        assertThat(schema.version()).isEqualTo(1);
        assertThat(schema.isOptional()).isTrue();
    }

    @Test
    void vectorsInsideOfListsAndFieldsHaveTheFormToo() {
        VectorForm form = new VectorForm(VectorType.BASE64, null);
        Shape shape = Shape.listOf(Shape.fields("Chunk", Shape.required("prediction", Shape.Scalar.VECTOR)));
        OutputField field = OutputField.prediction(FieldPath.parse("v"), shape, form);
        RecordMapper mapper = mapper(field);

        SchemaAndValue enriched = mapper.enriched(
                SOURCE,
                new Struct(SOURCE).put("text", "hi"),
                Outcomes.enriched(List.of(Map.of("prediction", new float[] {1, 2}))));

        Struct element = ((Struct) Objects.requireNonNull(enriched.value()))
                .<Struct>getArray("v")
                .get(0);
        assertThat(element.getString("prediction")).isEqualTo("AACAPwAAAEA=");
        assertThat(element.schema().name()).isEqualTo("io.github.hfconnect.Chunk");
    }

    @Test
    void withoutSchemasTheFormIsTheSame() {
        OutputField field = OutputField.prediction(
                FieldPath.parse("v"), Shape.Scalar.VECTOR, new VectorForm(VectorType.INT8, null));

        Object value = mapper(field)
                .enriched(null, Map.of("text", "hi"), Outcomes.enriched(VECTOR))
                .value();

        assertThat((List<?>) ((Map<?, ?>) Objects.requireNonNull(value)).get("v"))
                .hasSize(VECTOR.length)
                .first()
                .isEqualTo((byte) 127);
    }

    @Test
    void theScaleStandsInTheMetadata() {
        OutputField field = OutputField.metadataWithScale(FieldPath.parse("call"));

        SchemaAndValue enriched =
                mapper(field).enriched(SOURCE, new Struct(SOURCE).put("text", "hi"), Outcomes.enriched(VECTOR));

        assertThat(((Struct) Objects.requireNonNull(enriched.value()))
                        .getStruct("call")
                        .getFloat64("vector_scale"))
                .isEqualTo(0.5 / 127);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T value(VectorType type) {
        Struct value = (Struct)
                Objects.requireNonNull(enriched(new VectorForm(type, null)).value());
        value.validate();
        return (T) value.get("v");
    }

    private static SchemaAndValue enriched(VectorForm form) {
        OutputField field = OutputField.prediction(FieldPath.parse("v"), Shape.Scalar.VECTOR, form);
        return mapper(field).enriched(SOURCE, new Struct(SOURCE).put("text", "hi"), Outcomes.enriched(VECTOR));
    }

    private static RecordMapper mapper(OutputField field) {
        InputReader reader = new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of());
        return new RecordMapper(reader, List.of(field));
    }
}
