package io.github.hfconnect.e2e.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.bench.postgres.Database;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The transform behind Debezium's own: rows instead of events, with the prediction in plain columns, between heartbeats. */
@Timeout(300)
class ModeratedRowsIT {

    @RegisterExtension
    static final SharedDataSystems SYSTEMS = new SharedDataSystems();

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theCopyHasEachRowWithItsLabelAndScore() throws IOException, SQLException {
        DataSystems systems = SYSTEMS.get();
        Database source = reviews(systems, "moderated");
        Database copy = systems.postgres().create("moderated_copy");
        try (ScriptedTei model = ScriptedTei.start()) {
            List<ConnectorJson> connectors = Stream.of(
                            ConnectorJson.of("change-data-capture/moderated-table"),
                            ConnectorJson.of("change-data-capture/postgres-source-moderated"))
                    .map(connector -> systems.run(here(connector, "moderated", model)))
                    .toList();
            awaitEqual(systems, connectors, source, copy);

            source.execute(
                    "INSERT INTO reviews VALUES (101, 'rude words'), (102, NULL), (103, ' ')",
                    "UPDATE reviews SET text = 'friendly again' WHERE id = 2",
                    "UPDATE reviews SET stars = 5 WHERE id = 1",
                    "DELETE FROM reviews WHERE id = 3");
            awaitEqual(systems, connectors, source, copy);

            assertThat(model.calls().stream().flatMap(List::stream))
                    .doesNotHaveDuplicates()
                    .noneMatch(text -> text.contains("unavailable"));
            systems.remove(connectors);
        }
    }

    /** A heartbeat and a deleted row have no prediction to look at. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void rowsOfALabelAreLeftOutBetweenHeartbeats() throws IOException, SQLException {
        DataSystems systems = SYSTEMS.get();
        Database source = reviews(systems, "filtered");
        try (ScriptedTei model = ScriptedTei.start()) {
            ConnectorJson connector = here(
                            ConnectorJson.of("change-data-capture/postgres-source-moderated"), "filtered", model)
                    .with(
                            "transforms", "unwrap,mood,drop",
                            "transforms.drop.type", "org.apache.kafka.connect.transforms.Filter",
                            "transforms.drop.predicate", "isToxic",
                            "predicates", "isReview,isToxic",
                            "predicates.isToxic.type", "io.github.hfconnect.PredictionMatches",
                            "predicates.isToxic.field", "mood",
                            "predicates.isToxic.label", "toxic");
            List<ConnectorJson> connectors = List.of(systems.run(connector));
            Topics topics = systems.topics();

            assertThat(topics.read("filtered.public.reviews", 2)).hasSize(2);
            long heartbeats = topics.size("__debezium-heartbeat.filtered");
            Waiting.until(Waiting.PATIENCE, () -> {
                systems.assertRunning(connectors);
                return topics.size("__debezium-heartbeat.filtered") > heartbeats + 2;
            });
            source.execute(
                    "INSERT INTO reviews VALUES (4, 'rude again'), (5, 'kind')", "DELETE FROM reviews WHERE id = 1");

            assertThat(topics.read("filtered.public.reviews", 4))
                    .extracting(record -> Topics.json(record).path("payload"))
                    // Debezium's transform makes of a deleted row a null that has a schema, which is no tombstone in
                    // JSON.
                    .extracting(row -> row.isNull() ? "deleted" : row.path("id").asText())
                    .containsExactly("1", "3", "5", "deleted");
            systems.assertRunning(connectors);
            systems.remove(connectors);
        }
    }

    /** A text so long that PostgreSQL keeps it beside the row is among them. */
    private static Database reviews(DataSystems systems, String name) throws SQLException {
        Database database = systems.postgres().create(name);
        database.execute(
                "CREATE TABLE reviews (id integer PRIMARY KEY, text text, stars integer)",
                "ALTER TABLE reviews ALTER COLUMN text SET STORAGE EXTERNAL",
                "INSERT INTO reviews VALUES (1, 'long ' || repeat('and kind ', 500)), (2, 'rude'), (3, 'kind as well')");
        return database;
    }

    private static ConnectorJson here(ConnectorJson connector, String name, ScriptedTei model) {
        return connector
                .named(connector.name() + "-" + name)
                .replacing("hfconnect_reviews", name)
                .replacing("shop", name)
                .replacing("search", name + "_copy")
                .replacing("http://127.0.0.1:8080", model.url())
                .with(
                        connector.config().containsKey("topic.prefix")
                                ? new String[] {"heartbeat.interval.ms", "500"}
                                : new String[0]);
    }

    private static void awaitEqual(DataSystems systems, List<ConnectorJson> connectors, Database source, Database copy)
            throws SQLException {
        List<List<@Nullable Object>> wanted = new ArrayList<>();
        for (List<@Nullable Object> row : source.rows("SELECT id, text, stars FROM reviews ORDER BY id")) {
            List<@Nullable Object> labelled = new ArrayList<>(row);
            boolean asked = row.get(1) instanceof String text && !text.isBlank();
            labelled.addAll(
                    asked
                            ? List.of(ScriptedTei.label((String) row.get(1)), ScriptedTei.score((String) row.get(1)))
                            : Collections.nCopies(2, null));
            wanted.add(labelled);
        }
        String columns = "SELECT id, text, stars, mood_label, mood_score FROM reviews ORDER BY id";
        Waiting.atMost(Waiting.PATIENCE, () -> {
            systems.assertRunning(connectors);
            return wanted.equals(copy.rowsIfThere(columns));
        });
        assertThat(copy.rows(columns)).containsExactlyElementsOf(wanted);
    }
}
