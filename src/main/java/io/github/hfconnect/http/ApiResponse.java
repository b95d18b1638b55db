package io.github.hfconnect.http;

import java.nio.charset.StandardCharsets;
import okhttp3.Headers;

/** What an endpoint answered, read to its end and decompressed. */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never changed and never compared.
public record ApiResponse(int status, Headers headers, byte[] body) {

    boolean isSuccessful() {
        return status >= 200 && status < 300;
    }

    /** The body as text, whatever it is. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
