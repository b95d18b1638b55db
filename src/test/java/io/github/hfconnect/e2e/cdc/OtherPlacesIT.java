package io.github.hfconnect.e2e.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.bench.postgres.Database;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What the sinks of other systems make of our records, as the committed files configure them: their own converters and writers from
 * their released jars, up to the point where a server would be called.
 */
@Timeout(300)
class OtherPlacesIT {

    @RegisterExtension
    static final SharedDataSystems SYSTEMS = new SharedDataSystems();

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void rowsAreFlatDocumentsAndRowsOfAnIcebergTable() throws Exception {
        DataSystems systems = SYSTEMS.get();
        Database database = systems.postgres().create("places");
        database.execute(
                "CREATE TABLE articles (id integer PRIMARY KEY, title text NOT NULL, body text)",
                "INSERT INTO articles VALUES (1, 'one', 'a'), (2, 'two', 'b'), (3, 'three', NULL)");
        try (ScriptedTei model = ScriptedTei.start();
                SinkJars iceberg = SinkJars.of("iceberg")) {
            ConnectorJson documents = here(ConnectorJson.of("opensearch-vectors"), model);
            List<ConnectorJson> connectors = List.of(
                    systems.run(here(ConnectorJson.of("change-data-capture/postgres-source"), model)
                            .with("slot.name", "places")),
                    systems.run(documents),
                    systems.run(documents
                            .named("places-rows")
                            .with(
                                    "output.topic", "${topic}.rows",
                                    "output.metadata.field", "call",
                                    "output.value.converter.schemas.enable", "true")));
            Topics topics = systems.topics();
            topics.read("places.public.articles.documents", 3);
            database.execute(
                    "UPDATE articles SET body = 'c' WHERE id = 2",
                    "DELETE FROM articles WHERE id = 3",
                    "ALTER TABLE articles ADD COLUMN note text",
                    "INSERT INTO articles VALUES (4, 'four', 'd', 'noted')");

            assertFlat(topics.read("places.public.articles.documents", 6));
            assertRows(iceberg, topics.read("places.public.articles.rows", 6));
            systems.assertRunning(connectors);
            systems.remove(connectors);
        }
    }

    /** What a sink of OpenSearch takes: the key is the document's id, a null value its end. */
    private static void assertFlat(List<ConsumerRecord<String, String>> documents) {
        assertThat(documents).extracting(ConsumerRecord::key).containsExactly("1", "2", "3", "2", "3", "4");
        assertThat(documents.get(4).value()).isNull();
        JsonNode last = Topics.json(documents.get(5));
        assertThat(last.path("note").asText()).isEqualTo("noted");
        assertThat(last.path("vector").toString()).isEqualTo(json(ScriptedTei.vector("four\nd")));
        assertThat(last).hasSize(5);
    }

    private static void assertRows(SinkJars iceberg, List<ConsumerRecord<String, String>> records) throws Exception {
        ConnectorJson sink = ConnectorJson.of("change-data-capture/iceberg-table")
                .without("iceberg.catalog.type")
                .with(
                        "name", "iceberg-table",
                        "iceberg.catalog.catalog-impl", "org.apache.iceberg.inmemory.InMemoryCatalog",
                        "iceberg.tables.auto-create-props.write.format.default", "avro");
        try (IcebergTable table = IcebergTable.written(iceberg, sink, sinkRecords(records, true))) {
            assertThat(table.columns())
                    .containsEntry("id", "int")
                    .containsEntry("note", "string")
                    .containsEntry("vector", "list<float>")
                    .hasEntrySatisfying("call", type -> assertThat(type).startsWith("struct<"));
            assertThat(table.rows("id", "title", "vector"))
                    .containsExactlyInAnyOrder(
                            List.of(1, "one", ScriptedTei.vector("one\na")),
                            List.of(2, "two", ScriptedTei.vector("two\nb")),
                            List.of(3, "three", ScriptedTei.vector("three\n")),
                            List.of(2, "two", ScriptedTei.vector("two\nc")),
                            List.of(4, "four", ScriptedTei.vector("four\nd")));
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void documentsOfMongoDbAreReplacedAndDeletedByTheirId() throws Exception {
        DataSystems systems = SYSTEMS.get();
        Topics topics = systems.topics();
        topics.create("places.reviews", 1);
        topics.send(List.of(
                document(1, "{\"_id\":{\"$oid\":\"" + oid(1) + "\"},\"text\":\"kind\",\"stars\":5}"),
                document(2, "{\"_id\":{\"$oid\":\"" + oid(2) + "\"},\"text\":\"rude\",\"stars\":1}"),
                document(1, null)));
        try (ScriptedTei model = ScriptedTei.start();
                SinkJars mongodb = SinkJars.of("mongodb")) {
            ConnectorJson moderation =
                    here(ConnectorJson.of("mongodb-moderation"), model).with("routes.flagged.min.score", "0.999");
            ConnectorJson vectors = here(ConnectorJson.of("mongodb-moderation"), model)
                    .named("places-vectors")
                    .without("routes")
                    .without("routes.flagged.label")
                    .without("routes.flagged.min.score")
                    .without("routes.flagged.topic")
                    .with("task", "feature-extraction", "output.field", "vector", "output.topic", "${topic}.vectors");
            List<ConnectorJson> connectors = List.of(systems.run(moderation), systems.run(vectors));

            List<Object> moderated = writes(mongodb, topics.read("places.reviews.moderated", 3));
            List<Object> embedded = writes(mongodb, topics.read("places.reviews.vectors", 3));

            assertThat(kinds(moderated)).containsExactly("ReplaceOneModel", "ReplaceOneModel", "DeleteOneModel");
            assertThat(filter(moderated.get(0)))
                    .isEqualTo(filter(moderated.get(2)))
                    .contains(oid(1));
            JsonNode rude = replacement(moderated.get(1));
            assertThat(rude.at("/moderation/label").asText()).isEqualTo("toxic");
            assertThat(rude.at("/moderation/score").asDouble()).isEqualTo(ScriptedTei.score("rude"));
            assertThat(rude.path("stars").asInt()).isEqualTo(1);
            assertThat(replacement(embedded.get(0)).path("vector"))
                    .extracting(JsonNode::floatValue)
                    .containsExactlyElementsOf(ScriptedTei.vector("kind"));
            systems.remove(connectors);
        }
    }

    /** As MongoDB's source writes them with {@code publish.full.document.only} and tombstones for what is deleted. */
    private static ProducerRecord<String, String> document(int id, @Nullable String json) {
        return new ProducerRecord<>("places.reviews", 0, "{\"_id\": {\"$oid\": \"" + oid(id) + "\"}}", json);
    }

    private static String oid(int id) {
        return "65f0" + "0".repeat(19) + id;
    }

    /** The writes that MongoDB's sink would send to its server. */
    private static List<Object> writes(SinkJars mongodb, List<ConsumerRecord<String, String>> records)
            throws Exception {
        ConnectorJson sink = ConnectorJson.of("change-data-capture/mongodb-documents")
                .with("topics", records.get(0).topic());
        Object config = mongodb.make("com.mongodb.kafka.connect.sink.MongoSinkConfig", sink.config());
        List<Object> writes = new ArrayList<>();
        for (SinkRecord record : sinkRecords(records, false)) {
            writes.add(SinkJars.call(
                    mongodb.make("com.mongodb.kafka.connect.sink.MongoProcessedSinkRecordData", record, config),
                    "getWriteModel"));
        }
        return writes;
    }

    private static List<String> kinds(List<Object> writes) {
        return writes.stream().map(write -> write.getClass().getSimpleName()).toList();
    }

    private static String filter(Object write) throws ReflectiveOperationException {
        return SinkJars.call(write, "getFilter").toString();
    }

    private static JsonNode replacement(Object write) throws ReflectiveOperationException, IOException {
        return new ObjectMapper()
                .readTree(SinkJars.call(write, "getReplacement").toString());
    }

    private static ConnectorJson here(ConnectorJson connector, ScriptedTei model) {
        return connector
                .named("places-" + connector.name())
                .replacing("shop", "places")
                .replacing("http://127.0.0.1:8080", model.url());
    }

    /** As Connect hands a sink what its converters have read. */
    private static List<SinkRecord> sinkRecords(List<ConsumerRecord<String, String>> records, boolean schemas) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", schemas), false);
            return records.stream().map(record -> sinkRecord(record, converter)).toList();
        }
    }

    private static SinkRecord sinkRecord(ConsumerRecord<String, String> record, JsonConverter converter) {
        byte[] bytes = record.value() == null ? null : record.value().getBytes(StandardCharsets.UTF_8);
        SchemaAndValue value = converter.toConnectData(record.topic(), bytes);
        return new SinkRecord(
                record.topic(),
                record.partition(),
                Schema.OPTIONAL_STRING_SCHEMA,
                record.key(),
                value.schema(),
                value.value(),
                record.offset());
    }

    private static String json(List<Float> vector) {
        return vector.toString().replace(" ", "");
    }
}
