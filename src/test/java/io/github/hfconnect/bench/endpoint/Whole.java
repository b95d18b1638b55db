package io.github.hfconnect.bench.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Bytes that come in parts, in one piece. */
final class Whole {

    private Whole() {}

    static byte[] of(List<ByteBuffer> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (ByteBuffer part : parts) {
            byte[] bytes = new byte[part.remaining()];
            part.duplicate().get(bytes);
            whole.writeBytes(bytes);
        }
        return whole.toByteArray();
    }
}
