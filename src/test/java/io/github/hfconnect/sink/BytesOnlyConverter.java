package io.github.hfconnect.sink;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/** Takes bytes as they are and refuses anything else with the exception of Kafka's own, which is not on the class path here. */
public final class BytesOnlyConverter implements Converter {

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        // Nothing to set.
    }

    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        throw new DataException("Only bytes can be written");
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        return new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, value);
    }
}
