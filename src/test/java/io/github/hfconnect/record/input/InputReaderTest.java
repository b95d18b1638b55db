package io.github.hfconnect.record.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.Outcomes;
import io.github.hfconnect.record.path.FieldPath;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputReaderTest {

    private static final Reading PASSED = new Reading.Settled(Outcomes.PASSED);

    static Stream<Arguments> valuesThatReadAsText() {
        return Stream.of(
                Arguments.of("text", "text"),
                Arguments.of(5, "5"),
                Arguments.of(5_000_000_000L, "5000000000"),
                Arguments.of(1e21, "1000000000000000000000"),
                Arguments.of(0.25f, "0.25"),
                Arguments.of(Double.NaN, "NaN"),
                Arguments.of(new BigDecimal("1E+3"), "1000"),
                Arguments.of(true, "true"),
                Arguments.of("gr\u00fcn".getBytes(StandardCharsets.UTF_8), "gr\u00fcn"),
                Arguments.of(
                        ByteBuffer.wrap("..blue..".getBytes(StandardCharsets.UTF_8), 2, 4)
                                .asReadOnlyBuffer(),
                        "blue"));
    }

    @ParameterizedTest
    @MethodSource("valuesThatReadAsText")
    void textNumbersBooleansAndBytesAreInputs(Object value, String text) {
        assertThat(reader(FieldPath.WHOLE, 0).read(value)).isEqualTo(new Reading.Ask(Input.of(text)));
        assertThat(reader(FieldPath.parse("a"), 0).read(Map.of("a", value))).isEqualTo(new Reading.Ask(Input.of(text)));
    }

    @Test
    void readingABufferLeavesItsPosition() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {65});

        reader(FieldPath.WHOLE, 0).read(bytes);

        assertThat(bytes.remaining()).isEqualTo(1);
    }

    @Test
    void bytesThatAreNotUtf8AreTheRecordsFault() {
        assertThat(rejection(reader(FieldPath.WHOLE, 0).read(new byte[] {65, (byte) 0xff})))
                .isEqualTo("The record is bytes that are not UTF-8 text (Input length = 1 of 2 bytes at position 1)");
    }

    @Test
    void aWholeStructIsTheRecordsFaultAndTheMessageNamesTheRemedy() {
        Schema schema =
                SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();

        assertThat(rejection(reader(FieldPath.WHOLE, 0).read(new Struct(schema).put("text", "secret"))))
                .isEqualTo("The record is a Struct with the fields text, but text, a number, a boolean or bytes is"
                        + " wanted: name the field to read with input.field");
    }

    @Test
    void aListWhereTextIsWantedIsJson() {
        assertThat(reader(FieldPath.parse("a"), 0).read(Map.of("a", List.of("x", 1, Map.of("k", "\"\n")))))
                .isEqualTo(new Reading.Ask(Input.of("[\"x\",1,{\"k\":\"\\\"\\u000a\"}]")));
        assertThat(reader(FieldPath.parse("a"), 0).read(Map.of("a", List.of()))).isEqualTo(PASSED);
    }

    @Test
    void aMissingPathIsTheRecordsFault() {
        assertThat(rejection(reader(FieldPath.parse("a.b"), 0).read(Map.of("a", Map.of("c", 1)))))
                .contains("'a.b' leads nowhere");
    }

    @Test
    void nullAndBlankInputsPassWithoutACall() {
        assertThat(reader(FieldPath.parse("a"), 0).read(Collections.singletonMap("a", null)))
                .isEqualTo(PASSED);
        assertThat(reader(FieldPath.WHOLE, 0).read(" \n\t")).isEqualTo(PASSED);
    }

    @Test
    void anEmptyInputMayBeAFault() {
        InputReader reader = new InputReader(TextSource.at(FieldPath.WHOLE), 0, OnEmptyInput.FAIL, Map.of());

        assertThat(rejection(reader.read(""))).contains("null or blank");
    }

    @Test
    void longTextIsCutBetweenCodePoints() {
        String wink = "\ud83d\ude09";

        assertThat(reader(FieldPath.WHOLE, 3).read("a" + wink + wink + wink))
                .isEqualTo(new Reading.Ask(Input.of("a" + wink + wink)));
        assertThat(reader(FieldPath.WHOLE, 4).read("a" + wink + wink + wink))
                .isEqualTo(new Reading.Ask(Input.of("a" + wink + wink + wink)));
        assertThat(reader(FieldPath.WHOLE, 3).read("abc")).isEqualTo(new Reading.Ask(Input.of("abc")));
    }

    @Test
    void textOfWhichOnlyBlanksAreLeftIsEmpty() {
        assertThat(reader(FieldPath.WHOLE, 3).read("   abc")).isEqualTo(PASSED);
    }

    @Test
    void parametersAreReadFromTheRecordAndNullsAreLeftOut() {
        InputReader reader = new InputReader(
                TextSource.at(FieldPath.parse("text")),
                0,
                OnEmptyInput.SKIP,
                Map.of("candidate_labels", FieldPath.parse("labels"), "top_k", FieldPath.parse("k")));
        Schema schema = SchemaBuilder.struct()
                .field("text", Schema.STRING_SCHEMA)
                .field("labels", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .field("k", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        Struct record = new Struct(schema).put("text", "hi").put("labels", List.of("a", "b"));

        assertThat(reader.read(record))
                .isEqualTo(new Reading.Ask(
                        new Input(Map.of(Input.MAIN, "hi"), Map.of("candidate_labels", List.of("a", "b")))));
    }

    @Test
    void parametersOfAnEmptyInputAreNotMissed() {
        InputReader reader = new InputReader(
                TextSource.at(FieldPath.parse("text")),
                0,
                OnEmptyInput.SKIP,
                Map.of("candidate_labels", FieldPath.parse("labels")));

        assertThat(reader.read(Map.of("text", " "))).isEqualTo(PASSED);
        assertThat(rejection(reader.read(Map.of("text", "hi")))).contains("'labels' leads nowhere");
    }

    private static InputReader reader(FieldPath path, int maxChars) {
        return new InputReader(TextSource.at(path), maxChars, OnEmptyInput.SKIP, Map.of());
    }

    private static String rejection(Reading reading) {
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Settled.class,
                        settled -> assertThat(settled.outcome()).isInstanceOf(Outcome.Failed.class));
        Outcome.Failed failed = (Outcome.Failed) ((Reading.Settled) reading).outcome();
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.REJECTED);
        return failed.failure().message();
    }
}
