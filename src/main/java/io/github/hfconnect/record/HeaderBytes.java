package io.github.hfconnect.record;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.jspecify.annotations.Nullable;

/**
 * A record's header as it is written: bytes as they are, all else as Connect's {@code SimpleHeaderConverter} spells it. That converter
 * would write bytes as Base64 (KAFKA-10428), but whoever reads headers by {@code ByteArrayConverter} wants them unchanged. For one thread.
 */
public final class HeaderBytes {

    private final HeaderConverter converter = new SimpleHeaderConverter();

    public HeaderBytes() {
        converter.configure(Map.of("type", "header"));
    }

    /**
     * One header's value; null where it is null.
     *
     * @param topic that it is written to, or empty where that is not known
     */
    public byte @Nullable [] of(String topic, Header header) {
        Object value = header.value();
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        return value instanceof ByteBuffer buffer
                ? copy(buffer.duplicate())
                : converter.fromConnectHeader(topic, header.key(), header.schema(), value);
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
