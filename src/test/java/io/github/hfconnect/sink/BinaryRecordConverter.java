package io.github.hfconnect.sink;

import io.apicurio.registry.utils.converter.avro.AvroData;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/** Writes records as Avro does, in its text form and without a registry, and spells what Avro spells. */
public final class BinaryRecordConverter implements Converter {

    private final AvroData avro = new AvroData(8);

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        // Nothing to set.
    }

    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        return value == null
                ? null
                : avro.fromConnectData(schema, value).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        throw new UnsupportedOperationException("only writes");
    }
}
