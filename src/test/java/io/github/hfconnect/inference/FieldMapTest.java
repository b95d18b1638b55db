package io.github.hfconnect.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldMapTest {

    private static final List<String> NAMES = List.of("score", "label");

    private final FieldMap fields = FieldMap.of(NAMES, 0.5, "ok");

    @Test
    void isAMapInTheOrderOfItsNames() {
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("score", 0.5);
        other.put("label", "ok");

        assertThat(fields).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
        assertThat(new ArrayList<>(fields.entrySet())).isEqualTo(new ArrayList<>(other.entrySet()));
        assertThat(new ArrayList<>(fields.keySet())).isEqualTo(NAMES);
        assertThat(new ArrayList<>(fields.values())).isEqualTo(List.of(0.5, "ok"));
    }

    @Test
    void knowsItsFieldsByNameAndByPlace() {
        assertThat(fields.get("label")).isEqualTo("ok");
        assertThat(fields.containsKey("label")).isTrue();
        assertThat(fields.get("other")).isNull();
        assertThat(fields.containsKey("other")).isFalse();
        assertThat(fields.get(null)).isNull();
        assertThat(fields.name(1)).isEqualTo("label");
        assertThat(fields.value(1)).isEqualTo("ok");
    }

    @Test
    void cannotBeChanged() {
        assertThatThrownBy(() -> fields.put("label", "other")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> fields.values().set(0, 1.0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> fields.entrySet().iterator().next().setValue(1.0))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> fields.remove("label")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void hasAValueForEachName() {
        assertThatThrownBy(() -> FieldMap.of(NAMES, 0.5)).hasMessage("1 values for the fields [score, label]");
    }
}
