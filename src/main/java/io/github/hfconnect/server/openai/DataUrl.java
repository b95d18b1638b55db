package io.github.hfconnect.server.openai;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes as a URL that holds them itself (RFC 2397). */
final class DataUrl {

    static final String PDF = "application/pdf";

    private static final byte[] START_OF_PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private DataUrl() {}

    static String of(ByteBuffer bytes, String contentType) {
        return "data:" + contentType + ";base64," + base64(bytes);
    }

    static String base64(ByteBuffer bytes) {
        ByteBuffer encoded = Base64.getEncoder().encode(bytes.duplicate());
        return StandardCharsets.ISO_8859_1.decode(encoded).toString();
    }

    static boolean isPdf(ByteBuffer bytes) {
        int length = Math.min(START_OF_PDF.length, bytes.remaining());
        return ByteBuffer.wrap(START_OF_PDF).equals(bytes.slice(bytes.position(), length));
    }
}
