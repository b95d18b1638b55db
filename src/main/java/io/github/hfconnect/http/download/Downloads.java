package io.github.hfconnect.http.download;

import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.server.CallSpec;
import org.jspecify.annotations.Nullable;

/**
 * What is fetched beside the calls of one endpoint.
 *
 * @param inputs that are URLs
 * @param results that are URLs; null where these are passed on
 */
public record Downloads(InputDownload inputs, @Nullable ResultDownload results) implements AutoCloseable {

    /** As configured; nothing is opened before something is fetched. */
    public static Downloads of(CallSpec spec, HttpSettings settings) {
        return new Downloads(InputDownload.of(spec, settings), ResultDownload.of(spec.task(), settings));
    }

    @Override
    public void close() {
        inputs.close();
        if (results != null) {
            results.close();
        }
    }
}
