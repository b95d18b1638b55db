package io.github.hfconnect.sink.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.config.ConverterSettings;
import io.github.hfconnect.inference.FieldMap;
import io.github.hfconnect.record.value.FloatList;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectJsonTest {

    private final DirectJson direct = new DirectJson();
    private final Converter connects = ConverterSettings.SCHEMALESS_JSON.open(false);

    static Stream<Object> plainValues() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("text", "\"quoted\" \\ back / \b\f\n\r\t \u0001\u001f\u007f ä € 😀 \u2028");
        fields.put("nothing", null);
        fields.put("numbers", List.of((byte) -1, (short) 2, 3, Long.MIN_VALUE, 0.1, -0.0, 1e300, Double.MIN_VALUE));
        fields.put("ends", List.of(Float.NaN, Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.5f, 0.0f));
        fields.put("true", Map.of("false", false));
        fields.put("none", List.of());
        fields.put("", Map.of());
        return Stream.of(
                fields,
                List.of(fields, Arrays.asList(null, "a")),
                "text",
                "half a \ud83d character",
                7,
                true,
                new FloatList(new float[] {0.5f, -1, 0, 1e-10f, Float.NaN}),
                List.of(new FloatList(new float[] {1}), new FloatList(new float[] {2, 3}), 4),
                Map.of("vector", new FloatList(new float[0])));
    }

    @ParameterizedTest
    @MethodSource("plainValues")
    void isWhatConnectsConverterWrites(Object value) {
        assertThat(new String(direct.of(value), UTF_8))
                .isEqualTo(new String(connects.fromConnectData("t", null, value), UTF_8));
    }

    /** One generator and one buffer write all of them: what one leaves behind must not be seen in the next. */
    @Test
    void eachValueIsWrittenAsIfItWereTheFirst() {
        String large = "x".repeat(3_000_000);
        String flushedInPart = "y".repeat(100_000);
        Map<String, Object> brokenOff = new LinkedHashMap<>();
        brokenOff.put("text", flushedInPart);
        brokenOff.put("bytes", ByteBuffer.allocate(1));

        for (Object value : List.of("a", Map.of("b", 1), brokenOff, 2, List.of(3), large, 4, "b")) {
            byte[] written = direct.of(value);

            if (value == brokenOff) {
                assertThat(written).isNull();
            } else {
                assertThat(written).isEqualTo(connects.fromConnectData("t", null, value));
            }
        }
    }

    @Test
    void fieldsAreAMapLikeOthers() {
        FieldMap fields = FieldMap.of(List.of("label", "score"), "ok", 0.25);

        assertThat(new String(direct.of(Map.of("prediction", fields)), UTF_8))
                .isEqualTo("{\"prediction\":{\"label\":\"ok\",\"score\":0.25}}");
    }

    /** Neither is that what another Java's {@code Float.toString} writes, but the same number. */
    @Test
    void vectorsAreTheSameNumbers() throws IOException {
        Random random = new Random(19);
        float[] vector = new float[10_000];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.intBitsToFloat(random.nextInt());
            vector[i] = Float.isFinite(vector[i]) ? vector[i] : (float) random.nextGaussian();
        }

        JsonNode read = new ObjectMapper().readTree(direct.of(new FloatList(vector)));

        for (int i = 0; i < vector.length; i++) {
            assertThat(Float.parseFloat(read.get(i).asText())).isEqualTo(vector[i]);
        }
    }

    static Stream<Object> others() {
        Schema schema = SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
        return Stream.of(
                Map.of("bytes", new byte[] {1, 2}),
                List.of(ByteBuffer.wrap(new byte[] {1})),
                Map.of(1, "a key that is no text"),
                List.of(new Struct(schema).put("a", 1)),
                BigDecimal.ONE);
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsNotPlainIsLeftToTheConverter(Object value) {
        assertThat(direct.of(value)).isNull();
    }

    @Test
    void oneThatWasLeftDisturbsNoLaterOne() {
        direct.of(List.of("before", new byte[0]));

        assertThat(direct.of(List.of("after"))).asString(UTF_8).isEqualTo("[\"after\"]");
    }
}
