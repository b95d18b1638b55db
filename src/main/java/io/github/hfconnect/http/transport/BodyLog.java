package io.github.hfconnect.http.transport;

import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.ApiResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the beginnings of what is sent to an endpoint and what it answers, at TRACE, for whoever has asked for it: they hold what
 * the records hold. The token and other secrets are hidden.
 *
 * @param wanted whether the configuration says so ({@code log.bodies})
 */
record BodyLog(boolean wanted, String endpoint, Secrets secrets) {

    private static final Logger log = LoggerFactory.getLogger(BodyLog.class);

    /** More would make the log unreadable before it makes anything clear. */
    private static final int MAX_CHARS = 2000;

    private static final int MAX_BYTES = 4 * MAX_CHARS;

    void sent(ApiRequest request) {
        if (wanted && log.isTraceEnabled()) {
            log.trace("{} <- {} {} {}", endpoint, request.method(), request.path(), text(request.body()));
        }
    }

    void received(ApiResponse response) {
        if (wanted && log.isTraceEnabled()) {
            log.trace(
                    "{} -> {} {}",
                    endpoint,
                    response.status(),
                    text(response.answer().body()));
        }
    }

    /** Hidden before it is cut, so that no half of a secret is left. */
    private String text(byte @Nullable [] body) {
        if (body == null) {
            return "";
        }
        String beginning = new String(body, 0, Math.min(body.length, MAX_BYTES), StandardCharsets.UTF_8);
        return Excerpt.of(secrets.hide(beginning), MAX_CHARS) + " (" + body.length + " bytes)";
    }
}
