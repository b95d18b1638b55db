package io.github.hfconnect.e2e.cdc;

import io.github.hfconnect.bench.postgres.Database;
import io.github.hfconnect.e2e.ScriptedTei;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The copy of the table with a vector for each text, in another database.
 *
 * @param target the database of the copy
 */
record ArticlesCopy(Articles articles, Database target) {

    private static final int TOLD = 10;
    private static final int WIDTH = 160;

    /** The first rows that one side has and the other has not, where both should have the same rows with the same columns. */
    List<String> differences(String... columns) {
        try {
            List<List<@Nullable Object>> wanted = withVectors(rows(articles.database(), columns));
            List<List<@Nullable Object>> found = rows(target, vectorBeside(columns));
            return Stream.of(
                            told("rows", List.of(wanted.size()), List.of(found.size())),
                            told("missing", wanted, found),
                            told("not expected", found, wanted))
                    .flatMap(List::stream)
                    .toList();
        } catch (SQLException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> told(String what, List<?> these, List<?> butNot) {
        Set<?> others = new HashSet<>(butNot);
        return these.stream()
                .filter(row -> !others.contains(row))
                .limit(TOLD)
                .map(row -> what + " " + row)
                .map(text -> text.length() > WIDTH ? text.substring(0, WIDTH) + "..." : text)
                .toList();
    }

    private List<List<@Nullable Object>> rows(Database database, String... columns) throws SQLException {
        return database.rows("SELECT " + String.join(", ", columns) + " FROM articles");
    }

    private static String[] vectorBeside(String... columns) {
        return Stream.concat(Stream.of(columns), Stream.of("embedding")).toArray(String[]::new);
    }

    private static List<List<@Nullable Object>> withVectors(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> longer = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> withVector = new ArrayList<>(row);
            withVector.add(row.get(2) instanceof String text && !text.isBlank() ? ScriptedTei.vector(text) : null);
            longer.add(withVector);
        }
        return longer;
    }
}
