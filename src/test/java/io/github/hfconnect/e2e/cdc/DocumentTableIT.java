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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Long documents in a topic, and a table with a column of vectors that Debezium's JDBC sink makes of them. */
@Timeout(600)
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
        systems.topics()
                .send(List.of(
                        document(TOPIC, 1, "short"), document(TOPIC, 2, LONG), document(TOPIC, 3, "to be deleted")));
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

            systems.topics().send(List.of(document(TOPIC, 1, "short and changed"), record(TOPIC, 3, null)));
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

    /** Pieces come, change, become fewer and go, and in the end the table says what the documents say. */
    @Test
    void theTableHasThePiecesThatDocumentsHaveNow() throws IOException, SQLException {
        DataSystems systems = SYSTEMS.get();
        Database table = systems.postgres().create("pieces");
        requireVectors(table);
        systems.topics().create("texts", 1);
        systems.topics()
                .send(List.of(
                        document("texts", 1, "short"),
                        document("texts", 2, LONG),
                        document("texts", 3, LONG + "and to be deleted")));
        try (ScriptedTei model = ScriptedTei.start()) {
            List<ConnectorJson> connectors =
                    Stream.of(pieceTable(), pieces(model)).map(systems::run).toList();
            awaitTexts(systems, connectors, table, Map.of(1, "short", 2, LONG, 3, LONG + "and to be deleted"));

            String shorter = LONG.substring(LONG.length() / 2);
            systems.topics()
                    .send(List.of(
                            document("texts", 1, "short and changed"),
                            document("texts", 2, shorter),
                            record("texts", 3, null)));
            awaitTexts(systems, connectors, table, Map.of(1, "short and changed", 2, shorter));

            for (List<Object> row : table.rows("SELECT chunk_text, embedding::text FROM pieces")) {
                assertThat(JSON.readTree(String.valueOf(row.get(1))).get(0).floatValue())
                        .isCloseTo(
                                ScriptedTei.vector(String.valueOf(row.get(0))).get(0), within(1e-5f));
            }
            assertThat(table.rows("SELECT 1 FROM pieces WHERE id = 2")).hasSizeGreaterThan(1);
            systems.assertRunning(connectors);
            systems.remove(connectors);
        }
    }

    private static ConnectorJson pieces(ScriptedTei model) throws IOException {
        String json = "org.apache.kafka.connect.json.JsonConverter";
        return ConnectorJson.of("document-chunks")
                .replacing("articles", "texts")
                .replacing("http://127.0.0.1:8080", model.url())
                .with("key.converter", json, "value.converter.schemas.enable", "true")
                .with("output.key.converter", json, "output.value.converter", json)
                .with("chunk.key", "struct")
                .with("output.vector.schema", "debezium", "output.vector.type", "float64");
    }

    private static ConnectorJson pieceTable() throws IOException {
        return ConnectorJson.of("change-data-capture/vector-table")
                .replacing("shop.public.articles.embedded", "texts.chunks")
                .replacing("search", "pieces")
                .named("piece-table")
                .with("collection.name.format", "pieces", "consumer.override.isolation.level", "read_committed")
                .with("transforms", "flat", "transforms.flat.delimiter", "_")
                .with("transforms.flat.type", "org.apache.kafka.connect.transforms.Flatten$Value");
    }

    private static void awaitTexts(
            DataSystems systems, List<ConnectorJson> connectors, Database table, Map<Integer, String> wanted)
            throws SQLException {
        String query = "SELECT id, string_agg(chunk_text, '' ORDER BY piece) FROM pieces GROUP BY id ORDER BY id";
        List<List<?>> rows = new TreeMap<>(wanted)
                .entrySet().stream()
                        .<List<?>>map(text -> List.of(text.getKey(), text.getValue()))
                        .toList();
        Waiting.atMost(Waiting.PATIENCE, () -> {
            systems.assertRunning(connectors);
            return rows.equals(table.rowsIfThere(query));
        });
        assertThat(table.rows(query)).hasToString(rows.toString());
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

    private static ProducerRecord<String, String> document(String topic, int id, String body) {
        return record(
                topic, id, withSchema(Map.of("title", "string", "body", "string"), Map.of("title", "T", "body", body)));
    }

    private static ProducerRecord<String, String> record(String topic, int id, @Nullable String value) {
        return new ProducerRecord<>(topic, 0, withSchema(Map.of("id", "int32"), Map.of("id", id)), value);
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
