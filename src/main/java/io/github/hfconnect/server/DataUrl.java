package io.github.hfconnect.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes as a URL that holds them itself (RFC 2397). */
public final class DataUrl {

    /** The content type of a document. */
    public static final String PDF = "application/pdf";

    private static final byte[] START_OF_PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private DataUrl() {}

    /** The URL of bytes of a content type. */
    public static String of(ByteBuffer bytes, String contentType) {
        return "data:" + contentType + ";base64," + base64(bytes);
    }

    /** The bytes as base64 (RFC 4648), without line breaks. */
    public static String base64(ByteBuffer bytes) {
        ByteBuffer encoded = Base64.getEncoder().encode(bytes.duplicate());
        return StandardCharsets.ISO_8859_1.decode(encoded).toString();
    }

    /** Whether the bytes begin as a document does. */
    public static boolean isPdf(ByteBuffer bytes) {
        int length = Math.min(START_OF_PDF.length, bytes.remaining());
        return ByteBuffer.wrap(START_OF_PDF).equals(bytes.slice(bytes.position(), length));
    }
}
