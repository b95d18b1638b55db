package io.github.hfconnect.http.transport;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes something of a text, and remembers the last one: a task's calls have one path and one content type, and both are taken apart by
 * patterns. Safe for use by several threads.
 */
final class LastMade<T> {

    private record Made<T>(String text, T value) {}

    private final Function<String, T> maker;
    private volatile @Nullable Made<T> last;

    LastMade(Function<String, T> maker) {
        this.maker = maker;
    }

    T of(String text) {
        Made<T> made = last;
        if (made == null || !made.text.equals(text)) {
            made = new Made<>(text, maker.apply(text));
            last = made;
        }
        return made.value;
    }
}
