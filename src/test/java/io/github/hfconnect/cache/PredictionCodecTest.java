package io.github.hfconnect.cache;

import static io.github.hfconnect.inference.Shape.Scalar.BOOLEAN;
import static io.github.hfconnect.inference.Shape.Scalar.BYTES;
import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.INT32;
import static io.github.hfconnect.inference.Shape.Scalar.INT64;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.Scalar.VECTOR;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredictionCodecTest {

    private static final Origin ORIGIN =
            new Origin("org/model", "c0ffee", "own", "together", Duration.ofMillis(12), 2, false, 7L, 1L, "r-1");

    private static final Shape LABELS = listOf(fields(required("label", STRING), required("score", FLOAT64)));
    private static final List<Object> ANSWER =
            List.of(Map.of("label", "toxic 🙂", "score", 0.25), Map.of("label", "", "score", -0.0));

    static Stream<Arguments> values() {
        return Stream.of(
                new Arguments(STRING, "Grüße, 世界"),
                new Arguments(BOOLEAN, true),
                new Arguments(BOOLEAN, false),
                new Arguments(INT32, Integer.MIN_VALUE),
                new Arguments(INT64, Long.MAX_VALUE),
                new Arguments(FLOAT64, Double.MIN_VALUE),
                new Arguments(BYTES, ByteBuffer.wrap(new byte[] {0, -1, 1})),
                new Arguments(LABELS, ANSWER),
                new Arguments(listOf(listOf(INT32)), List.of(List.of(), List.of(1, 2))),
                new Arguments(fields(optional("a", STRING), optional("b", STRING)), withNull()));
    }

    record Arguments(Shape shape, Object value) {}

    private static Map<String, Object> withNull() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", null);
        map.put("b", "x");
        return map;
    }

    @ParameterizedTest
    @MethodSource("values")
    void aPredictionIsReadAsItWasWritten(Arguments arguments) {
        PredictionCodec codec = new PredictionCodec(arguments.shape());

        assertThat(codec.decode(codec.encode(new Prediction(arguments.value(), ORIGIN)))
                        .value())
                .isEqualTo(arguments.value());
    }

    @Test
    void soIsAVectorOfAnyWidth() {
        PredictionCodec codec = new PredictionCodec(VECTOR);
        float[] vector = new float[4096];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = 1f / (i + 1);
        }

        assertThat((float[]) codec.decode(codec.encode(new Prediction(vector, ORIGIN)))
                        .value())
                .containsExactly(vector);
    }

    @Test
    void whoAnsweredIsKeptAndWhatWasBilledIsNot() {
        PredictionCodec codec = new PredictionCodec(STRING);

        assertThat(codec.decode(codec.encode(new Prediction("x", ORIGIN))).origin())
                .isEqualTo(new Origin(
                        "org/model", "c0ffee", "own", "together", Duration.ofMillis(12), 2, false, null, null, "r-1"));
        Origin unknown = Origin.of(null, "own", Duration.ZERO);
        assertThat(codec.decode(codec.encode(new Prediction("x", unknown))).origin())
                .isEqualTo(unknown);
    }

    /** What the first version has written, byte for byte. */
    @Test
    void anAnswerThatKnowsNoRevisionIsReadAsOne() {
        byte[] earlier = HexFormat.of()
                .parseHex("010073000000096f72672f6d6f64656c73000000036f776e7300000008746f676574686572730000"
                        + "0003722d316a000000000000000c6900000002730000000178");

        Prediction read = new PredictionCodec(STRING).decode(earlier);

        assertThat(read.value()).isEqualTo("x");
        assertThat(read.origin())
                .isEqualTo(new Origin(
                        "org/model", null, "own", "together", Duration.ofMillis(12), 2, false, null, null, "r-1"));
    }

    @Test
    void longTextsTakeLessRoomThanTheyAreLong() {
        PredictionCodec codec = new PredictionCodec(STRING);
        String text = "the same words again and again, ".repeat(100_000);

        byte[] bytes = codec.encode(new Prediction(text, ORIGIN));

        assertThat(bytes.length).isLessThan(text.length() / 50);
        assertThat(codec.decode(bytes).value()).isEqualTo(text);
    }

    @Test
    void anAnswerOfAnotherShapeIsRefused() {
        byte[] text = new PredictionCodec(STRING).encode(new Prediction("x", ORIGIN));

        for (Shape other : List.of(INT32, LABELS, VECTOR, fields(required("a", STRING)))) {
            assertThatThrownBy(() -> new PredictionCodec(other).decode(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Whoever may write to the topic may write anything: it is refused, and nothing else is thrown. */
    @Test
    void brokenBytesAreRefusedWhateverIsBroken() {
        PredictionCodec codec = new PredictionCodec(LABELS);
        byte[] good = codec.encode(new Prediction(ANSWER, ORIGIN));
        Random random = new Random(17);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int changes = random.nextInt(3); changes > 0 && broken.length > 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(ShapeCheck.fits(LABELS, codec.decode(broken).value()))
                        .isTrue();
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }
}
