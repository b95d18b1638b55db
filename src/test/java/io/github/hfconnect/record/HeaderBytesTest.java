package io.github.hfconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeaderBytesTest {

    private static final byte[] NUMBER = "000123".getBytes(StandardCharsets.UTF_8);

    private static byte @Nullable [] written(@Nullable Schema schema, @Nullable Object value) {
        Headers headers = new ConnectHeaders().add("name", value, schema);
        return new HeaderBytes().of("t", headers.lastWithName("name"));
    }

    /** As whoever reads headers by {@code ByteArrayConverter} has them. */
    @Test
    void bytesStayWhatTheyAre() {
        ByteBuffer buffer = ByteBuffer.wrap(NUMBER);

        assertThat(written(Schema.OPTIONAL_BYTES_SCHEMA, NUMBER)).isEqualTo(NUMBER);
        assertThat(written(Schema.BYTES_SCHEMA, buffer)).isEqualTo(NUMBER);
        assertThat(buffer.remaining()).isEqualTo(NUMBER.length);
    }

    @Test
    void othersAreSpelledAsConnectDoes() {
        assertThat(written(Schema.STRING_SCHEMA, "a b")).asString().isEqualTo("a b");
        assertThat(written(Schema.INT64_SCHEMA, 7L)).asString().isEqualTo("7");
        assertThat(written(null, null)).isNull();
    }
}
