package io.github.hfconnect.cli;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.sink.documents.DocumentRehearsal;
import io.github.hfconnect.wiring.Enrichment;
import io.github.hfconnect.wiring.Inquiry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are documents: what is written are their pieces, and tombstones for pieces that they had in an earlier line.
 *
 * @param key where in a value the document's key stands, or null where each line is a document of its own
 */
record DocumentLines(
        Enrichment enrichment,
        DocumentRehearsal documents,
        @Nullable FieldPath key) implements Rehearsal {

    @Override
    public Outcome about(@Nullable Object value, int number, Input input) throws InterruptedException {
        SinkRecord document = document(value, number);
        return new Inquiry(enrichment, all -> documents.parts(document, all)).about(input);
    }

    @Override
    public List<SchemaAndValue> written(@Nullable Object value, int number, Outcome outcome) {
        return documents.records(document(value, number), outcome).stream()
                .map(DocumentLines::line)
                .toList();
    }

    private SinkRecord document(@Nullable Object value, int number) {
        Object id = key == null ? Integer.valueOf(number) : key.read(value);
        if (id == null) {
            throw new DataException("It has no key at " + key);
        }
        return new SinkRecord("lines", 0, null, id, null, value, number);
    }

    private static SchemaAndValue line(SinkRecord piece) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("key", piece.key());
        line.put("value", piece.value());
        return new SchemaAndValue(null, line);
    }
}
