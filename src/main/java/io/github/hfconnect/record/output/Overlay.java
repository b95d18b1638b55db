package io.github.hfconnect.record.output;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map as it would be with other values at some names, for who only reads it: a copy of each record would cost most of its mapping. In the
 * map's order, and then that of the names.
 */
final class Overlay extends AbstractMap<Object, @Nullable Object> {

    private final Map<?, ?> base;
    private final List<String> names;
    private final @Nullable Object[] values;

    /**
     * A view.
     *
     * @param names that of few values, and as many
     */
    Overlay(Map<?, ?> base, List<String> names, @Nullable Object[] values) {
        this.base = base;
        this.names = names;
        this.values = values;
    }

    @Override
    public int size() {
        int size = base.size();
        for (String name : names) {
            size += base.containsKey(name) ? 0 : 1;
        }
        return size;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return placeOf(key) >= 0 || base.containsKey(key);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int place = placeOf(key);
        return place >= 0 ? values[place] : base.get(key);
    }

    private int placeOf(@Nullable Object key) {
        return key == null ? -1 : names.indexOf(key);
    }

    @Override
    public Set<Entry<Object, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<Object, @Nullable Object>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return Overlay.this.size();
            }
        };
    }

    private final class Entries implements Iterator<Entry<Object, @Nullable Object>> {

        private final Iterator<? extends Entry<?, ?>> ofBase = base.entrySet().iterator();
        private int next = nextNew(0);

        @Override
        public boolean hasNext() {
            return ofBase.hasNext() || next < names.size();
        }

        @Override
        public Entry<Object, @Nullable Object> next() {
            if (ofBase.hasNext()) {
                return over(ofBase.next());
            }
            if (next == names.size()) {
                throw new NoSuchElementException();
            }
            int place = next;
            next = nextNew(place + 1);
            return new SimpleImmutableEntry<>(names.get(place), values[place]);
        }

        @SuppressWarnings("unchecked") // Only read from, and every key is an object.
        private Entry<Object, @Nullable Object> over(Entry<?, ?> entry) {
            int place = placeOf(entry.getKey());
            return place < 0
                    ? (Entry<Object, @Nullable Object>) entry
                    : new SimpleImmutableEntry<>(entry.getKey(), values[place]);
        }

        private int nextNew(int from) {
            int place = from;
            while (place < names.size() && base.containsKey(names.get(place))) {
                place++;
            }
            return place;
        }
    }
}
