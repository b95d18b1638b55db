package io.github.hfconnect.record.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.record.Outcomes;
import io.github.hfconnect.record.path.FieldPath;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs of every kind, one or several of them. */
class SlotReadingTest {

    private static InputReader reader(OnEmptyInput onEmpty, Slot... slots) {
        List<SlotSource> sources = Stream.of(slots)
                .map(slot -> SlotSource.at(slot, FieldPath.parse(slot.name()), 0))
                .toList();
        return new InputReader(sources, new InputRules(onEmpty), Map.of());
    }

    private static @Nullable Object read(Slot.Kind kind, Object value) {
        Reading reading = reader(OnEmptyInput.SKIP, Slot.required("x", kind)).read(Map.of("x", value));
        assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Ask.class);
        return ((Reading.Ask) reading).input().slots().get("x");
    }

    private static String rejection(Slot.Kind kind, Object value) {
        return rejection(reader(OnEmptyInput.SKIP, Slot.required("x", kind)).read(Map.of("x", value)));
    }

    private static String rejection(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Settled.class);
        assertThat(((Reading.Settled) reading).outcome()).isInstanceOf(Outcome.Failed.class);
        Failure failure = ((Outcome.Failed) ((Reading.Settled) reading).outcome()).failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
        return failure.message();
    }

    @Test
    void severalSlotsAreReadFromTheirPaths() {
        InputReader reader = reader(
                OnEmptyInput.SKIP,
                Slot.required("question", Slot.Kind.TEXT),
                Slot.required("context", Slot.Kind.TEXT),
                new Slot("hint", Slot.Kind.TEXT, false));
        Map<String, @Nullable Object> record = new HashMap<>(Map.of("question", "who?", "context", 7));
        record.put("hint", null);

        assertThat(reader.read(record))
                .isEqualTo(new Reading.Ask(new Input(Map.of("question", "who?", "context", "7"), Map.of())));
    }

    @Test
    void oneEmptyRequiredSlotIsAnEmptyInput() {
        Slot[] slots = {Slot.required("a", Slot.Kind.TEXT), Slot.required("b", Slot.Kind.TEXTS)};
        Map<String, Object> record = Map.of("a", "text", "b", List.of());

        assertThat(reader(OnEmptyInput.SKIP, slots).read(record)).isEqualTo(new Reading.Settled(Outcomes.PASSED));
        assertThat(rejection(reader(OnEmptyInput.FAIL, slots).read(record)))
                .isEqualTo("The input b is null or blank, and on.empty.input=fail");
    }

    @Test
    void aPathThatLeadsNowhereIsToldEvenWhereAnotherSlotIsEmpty() {
        InputReader reader =
                reader(OnEmptyInput.SKIP, Slot.required("a", Slot.Kind.TEXT), Slot.required("b", Slot.Kind.TEXT));

        assertThat(rejection(reader.read(Collections.singletonMap("a", null)))).contains("'b' leads nowhere");
    }

    static Stream<Arguments> binary() {
        return Stream.of(
                Arguments.of(new byte[] {1, 2, -1}),
                Arguments.of(ByteBuffer.wrap(new byte[] {0, 1, 2, -1, 0}, 1, 3)),
                Arguments.of("AQL/"),
                Arguments.of("AQ\r\nL/\n"),
                Arguments.of("data:image/png;base64,AQL/"),
                Arguments.of("DATA:;BASE64,AQL/"));
    }

    @ParameterizedTest
    @MethodSource("binary")
    void bytesBase64AndDataUrlsAreBinaryContent(Object value) {
        ByteBuffer bytes = (ByteBuffer) read(Slot.Kind.BINARY, value);

        assertThat(bytes).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, -1}));
        assertThat(bytes != null && bytes.isReadOnly()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://cdn.example.com/a.png?sig=x", " HTTP://h/a "})
    void aUrlIsKeptForWhoeverFetchesIt(String url) {
        assertThat(read(Slot.Kind.BINARY, url)).isEqualTo(url.strip());
        assertThat(read(Slot.Kind.MEDIA, url)).isEqualTo(List.of(url.strip()));
    }

    @Test
    void severalMediaAreAListWithoutThoseThatAreEmpty() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, -1});

        assertThat(read(Slot.Kind.MEDIA, Arrays.asList("AQL/", null, new byte[0], "https://h/a")))
                .isEqualTo(List.of(bytes, "https://h/a"));
        assertThat(read(Slot.Kind.MEDIA, new byte[] {1, 2, -1})).isEqualTo(List.of(bytes));
        assertThat(reader(OnEmptyInput.SKIP, Slot.required("x", Slot.Kind.MEDIA))
                        .read(Map.of("x", List.of())))
                .isInstanceOf(Reading.Settled.class);
        assertThat(rejection(Slot.Kind.MEDIA, List.of("https://h/a", "no base64!")))
                .contains("not base64");
    }

    @Test
    void laterChangesOfTheRecordDoNotReachTheInput() {
        byte[] bytes = {1, 2};
        Object read = read(Slot.Kind.BINARY, bytes);
        bytes[0] = 9;

        assertThat(read).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    @Test
    void whatIsNoBinaryContentIsRejectedWithoutQuotingIt() {
        assertThat(rejection(Slot.Kind.BINARY, "no base64!"))
                .contains("'x'", "not base64")
                .doesNotContain("no base");
        assertThat(rejection(Slot.Kind.BINARY, "data:text/plain,hello"))
                .contains("data: URL")
                .doesNotContain("hello");
        assertThat(rejection(Slot.Kind.BINARY, "data:no comma")).contains("data: URL");
        assertThat(rejection(Slot.Kind.BINARY, 7)).contains("a number", "bytes are wanted");
    }

    @Test
    void noBytesAreAnEmptyInput() {
        InputReader reader = reader(OnEmptyInput.SKIP, Slot.required("x", Slot.Kind.BINARY));

        for (Object value : List.of("", " ", new byte[0], "data:image/png;base64,")) {
            assertThat(reader.read(Map.of("x", value))).isEqualTo(new Reading.Settled(Outcomes.PASSED));
        }
    }

    @Test
    void textsAreAListWithoutGaps() {
        assertThat(read(Slot.Kind.TEXTS, List.of("a", 2, true))).isEqualTo(List.of("a", "2", "true"));
        assertThat(rejection(Slot.Kind.TEXTS, "a")).isEqualTo("'x' is text, but a list of texts is wanted");
        assertThat(rejection(Slot.Kind.TEXTS, Arrays.asList("a", null))).contains("index 1");
        assertThat(rejection(Slot.Kind.TEXTS, List.of(List.of()))).contains("index 0");
        assertThat(read(Slot.Kind.TEXTS, List.of(List.of("b")))).isEqualTo(List.of("[\"b\"]"));
    }

    @Test
    void longTextsOfAListAreCutToo() {
        SlotSource source = SlotSource.at(Slot.required("x", Slot.Kind.TEXTS), FieldPath.parse("x"), 2);

        assertThat(source.reader().apply(Map.of("x", List.of("abc", "d")))).isEqualTo(List.of("ab", "d"));
    }

    @Test
    void aTableIsColumnsOrRowsAndItsCellsAreTexts() {
        Schema row = SchemaBuilder.struct()
                .field("city", Schema.STRING_SCHEMA)
                .field("people", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        List<Struct> rows =
                List.of(new Struct(row).put("city", "Bonn").put("people", 3), new Struct(row).put("city", "Ulm"));
        Map<String, Object> table = Map.of("city", List.of("Bonn", "Ulm"), "people", List.of("3", ""));

        assertThat(read(Slot.Kind.TABLE, rows)).isEqualTo(table);
        assertThat(read(Slot.Kind.TABLE, List.of(Map.of("city", "Bonn", "people", 3), Map.of("city", "Ulm"))))
                .isEqualTo(table);
        assertThat(read(Slot.Kind.TABLE, Map.of("city", List.of("Bonn", "Ulm"), "people", Arrays.asList(3, null))))
                .isEqualTo(table);
    }

    @Test
    void aRecordOfPlainFieldsIsATableOfOneRow() {
        Schema row = SchemaBuilder.struct()
                .field("city", Schema.STRING_SCHEMA)
                .field("people", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        Map<String, Object> table = Map.of("city", List.of("Bonn"), "people", List.of("3"));

        assertThat(read(Slot.Kind.TABLE, Map.of("city", "Bonn", "people", 3))).isEqualTo(table);
        assertThat(read(Slot.Kind.TABLE, new Struct(row).put("city", "Bonn").put("people", 3)))
                .isEqualTo(table);
        assertThat(read(Slot.Kind.TABLE, new Struct(row).put("city", "Bonn")))
                .isEqualTo(Map.of("city", List.of("Bonn"), "people", List.of("")));
    }

    @Test
    void whatIsNoTableIsRejected() {
        assertThat(rejection(Slot.Kind.TABLE, "text")).contains("a table is wanted");
        assertThat(rejection(Slot.Kind.TABLE, Map.of("a", 1, "b", List.of(1)))).contains("'a' is not a list");
        assertThat(rejection(Slot.Kind.TABLE, List.of(1))).contains("row 0");
        assertThat(rejection(Slot.Kind.TABLE, Map.of("a", List.of(1), "b", List.of())))
                .contains("different lengths");
    }

    @Test
    void anyJsonIsCopied() {
        assertThat(read(Slot.Kind.JSON, Map.of("a", List.of(1)))).isEqualTo(Map.of("a", List.of(1)));
    }
}
