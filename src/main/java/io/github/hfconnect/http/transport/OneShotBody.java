package io.github.hfconnect.http.transport;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body that OkHttp sends once at most. It would else repeat requests by itself: on a lost connection, on 408, and on
 * 503 with {@code Retry-After: 0} (5.5.1, {@code RetryAndFollowUpInterceptor}). Such attempts would be neither counted nor
 * limited, yet billed. What OkHttp may still do is to try a server's other addresses and to replace a stale
 * connection, before anything is sent.
 */
final class OneShotBody extends RequestBody {

    private final @Nullable MediaType contentType;
    private final byte[] bytes;

    OneShotBody(@Nullable MediaType contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
    }

    @Override
    public @Nullable MediaType contentType() {
        return contentType;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }
}
