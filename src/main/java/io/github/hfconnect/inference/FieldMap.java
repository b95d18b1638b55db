package io.github.hfconnect.inference;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map of few fields that shares their names with all maps like it, and takes a third of a {@link java.util.LinkedHashMap}'s memory: there
 * is one for each label of each record, and the cache keeps them. In the order of the names; immutable; its values are what a record without
 * schema may hold as it is: texts, numbers, truth values, and lists and maps of these.
 */
public final class FieldMap extends AbstractMap<String, Object> {

    private final List<String> names;
    private final Object[] values;

    private FieldMap(List<String> names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    /**
     * A map of these fields.
     *
     * @param names kept as they are: an immutable list, made once
     * @param values as many, which are its own from then on
     */
    public static FieldMap of(List<String> names, Object... values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException(values.length + " values for the fields " + names);
        }
        return new FieldMap(names, values);
    }

    /** The name of a field, by its place from 0. */
    public String name(int place) {
        return names.get(place);
    }

    /** The value of that field. */
    public Object value(int place) {
        return values[place];
    }

    /** The values, in the order of the names. */
    @Override
    public List<Object> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int place = key == null ? -1 : names.indexOf(key);
        return place < 0 ? null : values[place];
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < names.size();
                    }

                    @Override
                    public Entry<String, Object> next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        return Map.entry(names.get(next), values[next++]);
                    }
                };
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }
}
