package io.github.hfconnect.record.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputTemplateTest {

    private final Map<String, @Nullable Object> record = new HashMap<>(Map.of("title", "Hello", "stars", 4.5));

    @Test
    void placeholdersAreReplacedByValues() {
        assertThat(InputTemplate.parse("{{title}}: {{ stars }} of 5").read(record))
                .isEqualTo("Hello: 4.5 of 5");
    }

    @Test
    void aValueWithBracesIsNotReadAgain() {
        record.put("title", "{{stars}} $1");

        assertThat(InputTemplate.parse("{{title}}!").read(record)).isEqualTo("{{stars}} $1!");
    }

    @Test
    void aNullStandsForNothing() {
        record.put("title", null);

        assertThat(InputTemplate.parse("{{title}}: {{stars}}").read(record)).isEqualTo(": 4.5");
    }

    @Test
    void wordsAroundEmptyPlaceholdersAreNoInput() {
        record.put("title", " ");

        assertThat(InputTemplate.parse("Title: {{title}}").read(record)).isNull();
    }

    @Test
    void aMissingFieldIsAFault() {
        assertThatThrownBy(() -> InputTemplate.parse("{{titel}}").read(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'titel'");
    }

    @Test
    void aTemplateWithoutPlaceholderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputTemplate.parse("{title}"))
                .withMessageContaining("no placeholder");
    }

    @Test
    void anUnclosedPlaceholderIsRefusedWithItsPosition() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputTemplate.parse("{{title}} and {{stars}"))
                .withMessageContaining("position 14");
    }

    @Test
    void aPathThatCannotBeReadIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InputTemplate.parse("{{a..b}}"))
                .withMessageContaining("'a..b'");
    }
}
