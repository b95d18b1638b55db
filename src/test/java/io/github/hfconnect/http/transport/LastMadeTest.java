package io.github.hfconnect.http.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastMadeTest {

    private final List<String> made = new ArrayList<>();
    private final LastMade<Integer> lengths = new LastMade<>(text -> {
        made.add(text);
        return text.length();
    });

    @Test
    void isMadeAgainOnlyOfAnotherText() {
        List<Integer> values =
                List.of(lengths.of("a"), lengths.of("a"), lengths.of("bc"), lengths.of("bc"), lengths.of("a"));

        assertThat(values).containsExactly(1, 1, 2, 2, 1);
        assertThat(made).containsExactly("a", "bc", "a");
    }
}
