package io.github.hfconnect.record.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OverlayTest {

    private static final List<String> NAMES = List.of("b", "new", "a");

    static Stream<Map<?, ?>> bases() {
        Map<@Nullable Object, @Nullable Object> odd = new LinkedHashMap<>();
        odd.put(null, 1);
        odd.put(2, null);
        odd.put("a", null);
        return Stream.of(Map.of(), Map.of("a", 1), Map.of("x", 1), withAll(), odd);
    }

    private static Map<String, Integer> withAll() {
        Map<String, Integer> all = new LinkedHashMap<>();
        List.of("a", "x", "new", "b").forEach(name -> all.put(name, 0));
        return all;
    }

    /** What a copy would be into which the values were put. */
    @ParameterizedTest
    @MethodSource("bases")
    void isLikeACopy(Map<?, ?> base) {
        Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>(base);
        copy.put("b", "B");
        copy.put("new", null);
        copy.put("a", List.of());

        Overlay overlay = new Overlay(base, NAMES, new Object[] {"B", null, List.of()});

        assertThat(overlay).isEqualTo(copy).hasSameSizeAs(copy);
        assertThat(new ArrayList<>(overlay.entrySet())).isEqualTo(new ArrayList<>(copy.entrySet()));
        for (Object key :
                Stream.concat(copy.keySet().stream(), Stream.of("other")).toArray()) {
            assertThat(overlay.containsKey(key)).isEqualTo(copy.containsKey(key));
            assertThat(overlay.get(key)).isEqualTo(copy.get(key));
        }
    }

    @Test
    void ends() {
        Iterator<?> entries =
                new Overlay(Map.of(), List.of("a"), new Object[] {1}).entrySet().iterator();
        entries.next();

        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }
}
