package io.github.hfconnect.record.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

    private static final Schema INNER = SchemaBuilder.struct()
            .optional()
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field("lang", SchemaBuilder.string().optional().defaultValue("en").build())
            .field("kind", SchemaBuilder.string().defaultValue("post").build())
            .build();
    private static final Schema OUTER = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("a.b", INNER)
            .field("list", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .build();

    private final Struct inner = new Struct(INNER).put("text", "secret words").put("lang", null);
    private final Struct outer =
            new Struct(OUTER).put("id", 7L).put("a.b", inner).put("list", List.of("x", "y"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a|a",
                "a.b.c|a,b,c",
                "`a.b`.c|a.b,c",
                "a.`b.c`.0.d|a,b.c,0,d",
                "a`b|a`b",
                "`a`b.c`|a`b.c",
                "`a\\`.b`|a`.b",
                "with space.x|with space,x",
            })
    void pathsAreSplitAtUnquotedDotsAndReadBackFromTheirNotation(String text, String steps) {
        FieldPath path = FieldPath.parse(text);

        assertThat(path.steps()).containsExactly(steps.split(","));
        assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a.``"})
    void emptyNamesAreRefusedWithTheirPosition(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldPath.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("position");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.`b", "`a", "`a.b`c", "`a\\`", "`"})
    void anUnclosedBackTickIsRefusedWithTheRemedy(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldPath.parse(text))
                .withMessageContaining("without a closing one")
                .withMessageContaining("position " + text.indexOf('`'));
    }

    @Test
    void valuesAreReadThroughStructsAndLists() {
        assertThat(FieldPath.parse("`a.b`.text").read(outer)).isEqualTo("secret words");
        assertThat(FieldPath.parse("list.1").read(outer)).isEqualTo("y");
        assertThat(FieldPath.WHOLE.read(outer)).isSameAs(outer);
    }

    @Test
    void valuesAreReadThroughMapsWhoseNumericNamesAreNames() {
        Map<String, Object> map = Map.of("a", List.of(Map.of("0", "zero")));

        assertThat(FieldPath.parse("a.0.0").read(map)).isEqualTo("zero");
    }

    @Test
    void aNullOnTheWayIsANullValue() {
        Map<String, Object> map = Collections.singletonMap("a", null);
        Struct withoutInner = new Struct(OUTER).put("id", 7L);

        assertThat(FieldPath.parse("a.b.c").read(map)).isNull();
        assertThat(FieldPath.parse("`a.b`.text").read(withoutInner)).isNull();
    }

    @Test
    void aDefaultStandsInForNullOnlyWhereNullIsNotAllowed() {
        assertThat(FieldPath.parse("`a.b`.lang").read(outer)).isNull();
        assertThat(FieldPath.parse("`a.b`.kind").read(outer)).isEqualTo("post");
    }

    @Test
    void aMissingNameIsReportedWithTheNamesThatExistAndNoValues() {
        assertThatThrownBy(() -> FieldPath.parse("`a.b`.txt").read(outer))
                .isInstanceOf(DataException.class)
                .hasMessage("'`a.b`.txt' leads nowhere: '`a.b`' has no 'txt',"
                        + " it is a Struct with the fields text, lang, kind");
        assertThatThrownBy(() -> FieldPath.parse("text").read(Map.of("id", "secret words")))
                .hasMessage("'text' leads nowhere: the record has no 'text', it is a Map with the fields id");
    }

    @ParameterizedTest
    @CsvSource({
        "list.2, 'list', a list of 2 elements",
        "list.-1, 'list', a list of 2 elements",
        "list.x, 'list', a list of 2 elements",
        "id.x, 'id', a number",
        "`a.b`.text.x, '`a.b`.text', text",
    })
    void aStepThatTheValueCannotTakeIsMissing(String path, String place, String found) {
        assertThatThrownBy(() -> FieldPath.parse(path).read(outer))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(place)
                .hasMessageEndingWith("it is " + found);
    }

    @Test
    void longListsOfNamesAreCutShort() {
        Map<String, Integer> map = new TreeMap<>();
        for (int i = 10; i < 40; i++) {
            map.put("f" + i, i);
        }

        assertThatThrownBy(() -> FieldPath.parse("x").read(map)).hasMessageEndingWith("f28, f29 and 10 more");
    }

    @Test
    void aPathIsAPrefixOfItselfAndOfWhatIsBelow() {
        FieldPath path = FieldPath.parse("a.b");

        assertThat(path.isPrefixOf(path)).isTrue();
        assertThat(path.isPrefixOf(FieldPath.parse("a.b.c"))).isTrue();
        assertThat(path.isPrefixOf(FieldPath.parse("a"))).isFalse();
        assertThat(path.isPrefixOf(FieldPath.parse("a.bc"))).isFalse();
    }
}
