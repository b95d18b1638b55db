package io.github.hfconnect.e2e.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.inference.Part;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Pieces of documents up to the writes that MongoDB's own sink, from its released jar, would send to its server. */
class PiecesInMongoDbIT {

    @Test
    void piecesAreReplacedAndDeletedByTheirKeys() throws Exception {
        ConnectorJson ours = ConnectorJson.of("document-chunks")
                .with(
                        "chunk.key", "uuid",
                        "output.key.converter", "org.apache.kafka.connect.json.JsonConverter",
                        "output.key.converter.schemas.enable", "false");
        ConnectorJson theirs = ConnectorJson.of("vector-stores/mongodb-pieces");
        List<SinkRecord> records = PiecesOfDocument.asRead(PiecesOfDocument.written(ours), ours, theirs);

        List<Object> writes = new ArrayList<>();
        try (SinkJars mongodb = SinkJars.of("mongodb")) {
            Object config = mongodb.make("com.mongodb.kafka.connect.sink.MongoSinkConfig", theirs.config());
            for (SinkRecord record : records) {
                writes.add(SinkJars.call(
                        mongodb.make("com.mongodb.kafka.connect.sink.MongoProcessedSinkRecordData", record, config),
                        "getWriteModel"));
            }
            assertThat(writes)
                    .extracting(write -> write.getClass().getSimpleName())
                    .containsExactly("ReplaceOneModel", "ReplaceOneModel", "ReplaceOneModel", "DeleteOneModel");
            JsonNode piece = json(writes.get(0), "getReplacement");
            assertThat(piece.path("_id").toString()).isEqualTo("{\"id\":\"" + Part.id(PiecesOfDocument.KEY, 0) + "\"}");
            assertThat(piece.path("embedding").toString()).isEqualTo("[0.5,-0.25,2.0]");
            assertThat(piece.at("/chunk/text").asText()).startsWith("The first piece");
            assertThat(json(writes.get(3), "getFilter")).isEqualTo(json(writes.get(1), "getFilter"));
        }
    }

    private static JsonNode json(Object write, String what) throws Exception {
        return new ObjectMapper().readTree(SinkJars.call(write, what).toString());
    }
}
