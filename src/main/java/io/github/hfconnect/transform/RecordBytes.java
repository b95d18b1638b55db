package io.github.hfconnect.transform;

import io.github.hfconnect.record.HeaderBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * A record's parts as bytes. A transform knows neither the bytes that a record came from nor the converter that it goes to, so
 * data with fields becomes schemaless JSON, bytes stay what they are, and anything else is text. For one thread.
 */
final class RecordBytes {

    private final Converter json;
    private final HeaderBytes headerBytes = new HeaderBytes();

    RecordBytes(Converter json) {
        this.json = json;
    }

    byte @Nullable [] bytes(@Nullable Schema schema, @Nullable Object data) {
        if (data == null || data instanceof byte[]) {
            return (byte[]) data;
        }
        if (data instanceof ByteBuffer buffer) {
            return Utils.toArray(buffer.duplicate());
        }
        boolean hasParts = data instanceof Struct || data instanceof Map || data instanceof List;
        return hasParts
                ? json.fromConnectData("", schema, data)
                : data.toString().getBytes(StandardCharsets.UTF_8);
    }

    RecordHeaders headers(ConnectRecord<?> record) {
        RecordHeaders headers = new RecordHeaders();
        record.headers().forEach(header -> headers.add(header.key(), headerBytes.of("", header)));
        return headers;
    }
}
