package io.github.hfconnect.e2e.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.e2e.SmallRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what Apicurio's Avro converter has written: the value, and the global id of its schema in a header. */
record RegisteredAvro(SmallRegistry registry) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GLOBAL_ID = "apicurio.value.globalId";

    JsonNode json(ConsumerRecord<String, byte[]> record) {
        try {
            byte[] id = record.headers().lastHeader(GLOBAL_ID).value();
            Schema schema = add(new Schema.Parser(), (int) ByteBuffer.wrap(id).getLong());
            GenericRecord read = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(record.value(), null));
            return JSON.readTree(read.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parts of a schema are artifacts of their own, and are to be known before it. */
    private Schema add(Schema.Parser known, int globalId) {
        for (String artifact : registry.references(globalId)) {
            if (!known.getTypes().containsKey(artifact)) {
                add(known, registry.newest(artifact));
            }
        }
        return known.parse(registry.content(globalId));
    }
}
