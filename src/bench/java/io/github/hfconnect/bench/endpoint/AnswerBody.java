package io.github.hfconnect.bench.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A body that is put together of what is written now and of long parts that were made before, which are not copied. */
final class AnswerBody {

    private final List<ByteBuffer> parts = new ArrayList<>();
    private final ByteArrayOutputStream current = new ByteArrayOutputStream(4096);

    AnswerBody write(byte[] bytes) {
        current.writeBytes(bytes);
        return this;
    }

    AnswerBody write(byte[] bytes, int from, int length) {
        current.write(bytes, from, length);
        return this;
    }

    /** Writes a text of ASCII characters. */
    AnswerBody write(String text) {
        return write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Goes on with the bytes of a buffer that never changes. */
    AnswerBody share(ByteBuffer made) {
        endCurrent();
        parts.add(made.duplicate());
        return this;
    }

    /** What was written and shared, in its order. */
    List<ByteBuffer> parts() {
        endCurrent();
        return parts;
    }

    private void endCurrent() {
        if (current.size() > 0) {
            parts.add(ByteBuffer.wrap(current.toByteArray()));
            current.reset();
        }
    }
}
