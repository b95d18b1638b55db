package io.github.hfconnect.e2e.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.bench.postgres.Database;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Long documents in a topic, and a table with a column of vectors that Debezium's JDBC sink makes of them. */
@Timeout(300)
class DocumentTableIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "documents";
    /** Of several pieces, no two of them equal, because equal ones are asked about once. */
    private static final String LONG = IntStream.range(0, 120)
            .mapToObj(number -> "Sentence " + number + " of a long document, and a comma in it. ")
            .collect(Collectors.joining());

    @RegisterExtension
    static final SharedDataSystems SYSTEMS = new SharedDataSystems();

    @Test
    void theTableHasEachDocumentWithItsVector() throws IOException, SQLException {
        DataSystems systems = SYSTEMS.get();
        Database table = systems.postgres().create("documents");
        requireVectors(table);
        systems.topics().create(TOPIC, 1);
        systems.topics().send(List.of(document(1, "short"), document(2, LONG), document(3, "to be deleted")));
        try (ScriptedTei model = ScriptedTei.start()) {
            List<ConnectorJson> connectors = Stream.of(
                            ConnectorJson.of("change-data-capture/vector-table")
                                    .replacing("shop.public.articles.embedded", TOPIC + ".enriched")
                                    .replacing("search", "documents"),
                            ConnectorJson.of("documents-pool")
                                    .replacing("articles", TOPIC)
                                    .replacing("http://127.0.0.1:8080", model.url())
                                    .with(
                                            "output.vector.dimensions",
                                            Integer.toString(
                                                    ScriptedTei.vector("").size())))
                    .map(connector -> systems.run(connector.named(connector.name() + "-documents")))
                    .toList();
            awaitIds(systems, connectors, table, 1, 2, 3);

            systems.topics().send(List.of(document(1, "short and changed"), deleted(3)));
            awaitIds(systems, connectors, table, 1, 2);

            assertThat(table.rows("SELECT coalesce(domain_name, udt_name) FROM information_schema.columns"
                            + " WHERE table_name = 'articles' AND column_name = 'embedding'"))
                    .containsExactly(List.of("vector"));
            Waiting.atMost(
                    Waiting.PATIENCE,
                    () -> isNear(vector(table, 1), unit(ScriptedTei.vector("T\n\nshort and changed"))));
            assertThat(vector(table, 1).get(0))
                    .isCloseTo(
                            unit(ScriptedTei.vector("T\n\nshort and changed")).get(0), within(1e-5));
            assertThat(length(vector(table, 2)))
                    .as("of the vector of a document of several pieces")
                    .isCloseTo(1, within(1e-5));
            assertThat(model.calls().stream().flatMap(List::stream).filter(text -> text.contains("comma")))
                    .hasSizeGreaterThan(2);
            systems.assertRunning(connectors);
            systems.remove(connectors);
        }
    }

    /** pgvector where it is installed; elsewhere a type of its name, which takes the same text. */
    private static void requireVectors(Database database) throws SQLException {
        boolean isInstalled = !database.rows("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")
                .isEmpty();
        database.execute(isInstalled ? "CREATE EXTENSION vector" : "CREATE DOMAIN vector AS text");
    }

    private static void awaitIds(DataSystems systems, List<ConnectorJson> connectors, Database table, Integer... ids)
            throws SQLException {
        List<List<Integer>> wanted = Stream.of(ids).map(List::of).toList();
        Waiting.atMost(Waiting.PATIENCE, () -> {
            systems.assertRunning(connectors);
            return wanted.equals(table.rowsIfThere("SELECT id FROM articles ORDER BY id"));
        });
        assertThat(table.rows("SELECT id FROM articles ORDER BY id")).isEqualTo(wanted);
    }

    private static List<Double> vector(Database table, int id) {
        try {
            Object text = table.rows("SELECT embedding::text FROM articles WHERE id = " + id)
                    .get(0)
                    .get(0);
            JsonNode numbers = JSON.readTree(String.valueOf(text));
            return Stream.iterate(0, i -> i < numbers.size(), i -> i + 1)
                    .map(i -> numbers.get(i).asDouble())
                    .toList();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isNear(List<Double> some, List<Double> others) {
        return Math.abs(some.get(0) - others.get(0)) < 1e-5;
    }

    private static List<Double> unit(List<Float> vector) {
        double length = length(vector.stream().map(Float::doubleValue).toList());
        return vector.stream().map(component -> component / length).toList();
    }

    private static double length(List<Double> vector) {
        return Math.sqrt(vector.stream().mapToDouble(x -> x * x).sum());
    }

    private static ProducerRecord<String, String> document(int id, String body) {
        return record(id, withSchema(Map.of("title", "string", "body", "string"), Map.of("title", "T", "body", body)));
    }

    private static ProducerRecord<String, String> deleted(int id) {
        return record(id, null);
    }

    private static ProducerRecord<String, String> record(int id, @Nullable String value) {
        return new ProducerRecord<>(TOPIC, 0, withSchema(Map.of("id", "int32"), Map.of("id", id)), value);
    }

    /** As Connect's JSON converter writes a Struct. */
    private static String withSchema(Map<String, String> types, Map<String, Object> values) {
        List<Map<String, Object>> fields = types.entrySet().stream()
                .map(type -> Map.<String, Object>of("field", type.getKey(), "type", type.getValue(), "optional", false))
                .toList();
        Map<String, Object> schema = Map.of("type", "struct", "optional", false, "fields", fields);
        return JSON.valueToTree(Map.of("schema", schema, "payload", values)).toString();
    }
}
