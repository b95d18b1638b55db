package io.github.hfconnect.record.input;

import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.record.path.Found;
import io.github.hfconnect.record.value.PlainText;
import io.github.hfconnect.record.value.PlainValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A table as models take it: columns by name, each with as many cells, every cell a text. */
final class TextTable {

    private TextTable() {}

    /**
     * Reads a Struct or Map of columns that are lists, a list of rows that are Structs or Maps, or one such row, which
     * holds no list. A cell that is null, or missing in its row, is an empty text.
     *
     * @return null where there is no cell
     */
    static @Nullable Map<String, List<String>> of(@Nullable Object value, FieldPath path) {
        if (value == null) {
            return null;
        }
        Object plain = value instanceof Struct || value instanceof Map<?, ?> ? columnsOf(value) : value;
        List<?> rows = isRow(plain) ? List.of(plain) : plain instanceof List<?> list ? list : null;
        Map<String, List<String>> table = rows == null ? fromColumns(plain, path) : fromRows(rows, path);
        return table.values().stream().allMatch(List::isEmpty) ? null : requireEqualLengths(table, path);
    }

    private static boolean isRow(Object plain) {
        return plain instanceof Map<?, ?> map && map.values().stream().noneMatch(List.class::isInstance);
    }

    private static Map<String, List<String>> fromColumns(Object value, FieldPath path) {
        if (!(value instanceof Map<?, ?> columns)) {
            throw unusable(value, path);
        }
        Map<String, List<String>> table = new LinkedHashMap<>();
        columns.forEach((name, cells) -> {
            if (!(cells instanceof List<?> column)) {
                throw new DataException(path.place() + " is no table: its column '" + name + "' is not a list");
            }
            table.put(String.valueOf(name), cells(column, path));
        });
        return table;
    }

    private static List<String> cells(List<?> column, FieldPath path) {
        List<String> cells = new ArrayList<>(column.size());
        column.forEach(cell -> cells.add(cell(cell, path)));
        return cells;
    }

    private static String cell(@Nullable Object cell, FieldPath path) {
        String text = PlainText.of(null, cell, path);
        return text == null ? "" : text;
    }

    private static Map<String, List<String>> fromRows(List<?> rows, FieldPath path) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        List<Map<?, ?>> maps = new ArrayList<>(rows.size());
        for (Object row : rows) {
            if (!(row instanceof Struct || row instanceof Map<?, ?>)) {
                throw new DataException(path.place() + " is no table: row " + maps.size() + " has no columns");
            }
            maps.add(columnsOf(row));
        }
        maps.forEach(row -> row.keySet().forEach(name -> table.putIfAbsent(String.valueOf(name), new ArrayList<>())));
        maps.forEach(row -> table.forEach((name, column) -> column.add(cell(row.get(name), path))));
        return table;
    }

    /** Nulls are kept, because a column that is null in one row is still a column. */
    private static Map<?, ?> columnsOf(Object row) {
        if (row instanceof Map<?, ?> map) {
            return map;
        }
        Struct struct = (Struct) row;
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        struct.schema()
                .fields()
                .forEach(field -> columns.put(field.name(), PlainValue.of(field.schema(), struct.get(field))));
        return columns;
    }

    private static Map<String, List<String>> requireEqualLengths(Map<String, List<String>> table, FieldPath path) {
        if (table.values().stream().map(List::size).distinct().count() > 1) {
            throw new DataException(path.place() + " is no table: its columns have different lengths");
        }
        return table;
    }

    private static DataException unusable(Object value, FieldPath path) {
        return new DataException(path.place() + " is " + Found.describe(value)
                + ", but a table is wanted: columns that are lists, or a list of rows");
    }
}
