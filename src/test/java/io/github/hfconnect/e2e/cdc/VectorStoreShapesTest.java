package io.github.hfconnect.e2e.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Pieces as the sinks of vector stores get them from Connect. What each of them takes was read in its source, which is no library that
 * could be run here: docs/vector-stores.md names the versions.
 */
class VectorStoreShapesTest {

    /** {@code ValueExtractor} of qdrant-kafka: an id that is a UUID, the name of the collection, a vector, a payload; of a tombstone the id in its key. */
    @Test
    void qdrantGetsPointsAndTheIdsOfThoseThatAreGone() throws Exception {
        List<SinkRecord> records = read("qdrant-pieces", "vector-stores/qdrant-points");

        assertThat(records).hasSize(4);
        Map<?, ?> point = fields(records.get(0).value());
        String id = (String) Objects.requireNonNull(point.get("id"));
        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(point.get("collection_name")).isEqualTo("articles");
        assertThat(point.get("vector")).isEqualTo(List.of(0.5, -0.25, 2.0));
        Map<?, ?> payload = fields(point.get("payload"));
        assertThat(payload.get("document")).isEqualTo(PiecesOfDocument.KEY);
        assertThat(payload.get("text")).asString().startsWith("The first piece");
        assertThat(payload.get("revision")).isEqualTo("c0ffee");
        assertThat(records.get(0).key()).isEqualTo(Map.of("id", id));
        Map<?, ?> second = fields(records.get(1).value());
        assertThat(records.get(3).value()).isNull();
        assertThat(records.get(3).key()).isEqualTo(Map.of("id", Objects.requireNonNull(second.get("id"))));
    }

    /** {@code DataConverter} of kafka-connect-milvus: fields of the collection by their names, of a HashMap; a vector by its text. */
    @Test
    void milvusGetsEntitiesByTheNamesOfTheirFields() throws Exception {
        List<SinkRecord> records = read("qdrant-pieces", "vector-stores/milvus-entities");

        assertThat(records.get(0).value()).isInstanceOf(HashMap.class);
        Map<?, ?> entity = fields(records.get(0).value());
        assertThat(entity.get("id")).isInstanceOf(String.class);
        assertThat(entity.get("vector")).hasToString("[0.5, -0.25, 2.0]");
        assertThat(entity.get("chunk")).isInstanceOf(Map.class);
    }

    /** {@code Utils.convertKey} of Aiven's connector: a text is the document's id. */
    @Test
    void openSearchGetsDocumentsByTheTextOfTheirKeys() throws Exception {
        List<SinkRecord> records = read("document-chunks", "vector-stores/opensearch-documents");

        assertThat(records).extracting(SinkRecord::key).containsExactly("doc-7#0", "doc-7#1", "doc-7#0", "doc-7#1");
        Map<?, ?> document = fields(records.get(0).value());
        assertThat(document.get("embedding")).isEqualTo(List.of(0.5, -0.25, 2.0));
        assertThat(document.get("title")).isEqualTo("T");
        assertThat(records.get(3).value()).isNull();
    }

    private static Map<?, ?> fields(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static List<SinkRecord> read(String ours, String theirs) throws Exception {
        ConnectorJson connector = ConnectorJson.of(ours);
        return PiecesOfDocument.asRead(PiecesOfDocument.written(connector), connector, ConnectorJson.of(theirs));
    }
}
