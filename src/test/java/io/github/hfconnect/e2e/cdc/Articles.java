package io.github.hfconnect.e2e.cdc;

import io.github.hfconnect.bench.postgres.Database;
import java.sql.SQLException;

/**
 * The table whose changes are captured: {@code id, title, body}. A body in a hundred is so long that PostgreSQL stores it beside
 * the row (TOAST), and an update that does not touch it does not say what it is.
 *
 * @param identity what an update says of the row before it: {@code DEFAULT} the key, {@code FULL} all of it
 */
record Articles(Database database, String identity) {

    /** So many short bodies there are at first, each in several rows. */
    private static final int TEXTS = 200;

    private static final String BODY = "CASE WHEN id % 100 = 0"
            + " THEN (SELECT string_agg(md5((id * 1000 + n)::text), ' ') FROM generate_series(1, 100) n)"
            + " ELSE 'text ' || id % " + TEXTS + " END";

    /** Makes the table with its first rows. */
    void create(int rows) throws SQLException {
        database.execute(
                "CREATE TABLE articles (id integer PRIMARY KEY, title text NOT NULL, body text)",
                "ALTER TABLE articles REPLICA IDENTITY " + identity,
                // Out of line without being compressed first.
                "ALTER TABLE articles ALTER COLUMN body SET STORAGE EXTERNAL",
                "INSERT INTO articles SELECT id, 'title ' || id, " + BODY + " FROM generate_series(1, " + rows
                        + ") id");
    }

    /** Each kind of change there is, a new column among them. */
    void change() throws SQLException {
        database.execute(
                "UPDATE articles SET title = 'the body stays' WHERE id IN (200, 300)",
                "UPDATE articles SET body = 'another text ' || id WHERE id IN (1, 2, 400)",
                "DELETE FROM articles WHERE id IN (3, 100)",
                "INSERT INTO articles"
                        + " SELECT id, 'late', 'late text ' || id FROM generate_series(100001, 100005) id",
                "INSERT INTO articles VALUES (100006, 'no body', NULL), (100007, 'blank', ' ')",
                "ALTER TABLE articles ADD COLUMN note text",
                "INSERT INTO articles VALUES (100008, 'noted', 'text with a note', 'a note')",
                "UPDATE articles SET note = 'on a long one' WHERE id = 200",
                "UPDATE articles SET id = 100009 WHERE id = 4");
    }

    /** What {@link #change} writes into a topic: a deleted row also a tombstone, a row whose key changes a deleted and a new one. */
    static final int EVENTS_OF_CHANGE = 2 + 3 + 2 * 2 + 5 + 2 + 1 + 1 + 3;

    /** The texts that {@link #change} brings. */
    static final int TEXTS_OF_CHANGE = 3 + 5 + 1;

    /** All rows go at once, and some come after. */
    void startAnew() throws SQLException {
        database.execute(
                "TRUNCATE TABLE articles",
                "INSERT INTO articles"
                        + " SELECT id, 'again', 'text of a new start ' || id FROM generate_series(1, 5) id");
    }

    /** What {@link #startAnew} writes into a topic. */
    static final int EVENTS_OF_NEW_START = 1 + 5;

    /** How many different texts there are to ask about. */
    int distinctBodies() throws SQLException {
        return database.rows("SELECT DISTINCT body FROM articles WHERE body <> ''")
                .size();
    }
}
