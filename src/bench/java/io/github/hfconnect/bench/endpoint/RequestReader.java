package io.github.hfconnect.bench.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes requests out of the bytes that come over a connection. HTTP/1.1 with a {@code Content-Length}, as clients send bodies that they have. */
final class RequestReader {

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);

    /** Where to read the next bytes into; never full. */
    ByteBuffer space() {
        if (!buffer.hasRemaining()) {
            buffer = ByteBuffer.allocate(buffer.capacity() * 2).put(buffer.flip());
        }
        return buffer;
    }

    /** The next request, or null where it has not come completely. */
    @Nullable
    HttpMessage next() {
        int head = endOfHead();
        if (head < 0) {
            return null;
        }
        String text = new String(buffer.array(), 0, head, StandardCharsets.ISO_8859_1);
        int length = contentLength(text);
        if (buffer.position() < head + length) {
            return null;
        }
        byte[] body = Arrays.copyOfRange(buffer.array(), head, head + length);
        buffer.flip().position(head + length);
        buffer.compact();
        String[] words = text.substring(0, text.indexOf('\r')).split(" ", 3);
        return new HttpMessage(words[0], words[1], body);
    }

    private int endOfHead() {
        byte[] bytes = buffer.array();
        for (int end = END_OF_HEAD.length; end <= buffer.position(); end++) {
            if (bytes[end - 1] == '\n'
                    && Arrays.equals(bytes, end - END_OF_HEAD.length, end, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return end;
            }
        }
        return -1;
    }

    private static int contentLength(String head) {
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals("content-length")) {
                return Integer.parseInt(line.substring(colon + 1).trim());
            }
        }
        return 0;
    }
}
