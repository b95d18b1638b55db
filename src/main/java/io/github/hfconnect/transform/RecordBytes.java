package io.github.hfconnect.transform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.jspecify.annotations.Nullable;

/**
 * A record's parts as bytes. A transform knows neither the bytes that a record came from nor the converter that it goes to, so
 * data with fields becomes schemaless JSON, bytes stay what they are, and anything else is text. For one thread.
 */
final class RecordBytes {

    private final Converter json;
    private final HeaderConverter headerConverter = new SimpleHeaderConverter();

    RecordBytes(Converter json) {
        this.json = json;
        headerConverter.configure(Map.of("type", "header"));
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
        for (Header header : record.headers()) {
            headers.add(
                    header.key(), headerConverter.fromConnectHeader("", header.key(), header.schema(), header.value()));
        }
        return headers;
    }
}
