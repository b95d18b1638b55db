package io.github.hfconnect.bench.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One database of a server on loopback.
 *
 * @param name as it is created
 */
public record Database(int port, String name) {

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** Runs statements, each in a transaction of its own. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of a query, arrays as lists. */
    public List<List<@Nullable Object>> rows(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        }
    }

    /** The same, or no rows where there is no such table yet. */
    public List<List<@Nullable Object>> rowsIfThere(String query) {
        try {
            return rows(query);
        } catch (SQLException e) {
            return List.of();
        }
    }

    /** Whether the server takes connections. */
    boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<@Nullable Object> row(ResultSet result) throws SQLException {
        List<@Nullable Object> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            Object value = result.getObject(column);
            row.add(value instanceof Array array ? Arrays.asList((Object[]) array.getArray()) : value);
        }
        return row;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), PostgresProcess.USER, "");
    }
}
