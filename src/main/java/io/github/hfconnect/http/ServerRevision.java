package io.github.hfconnect.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which commit of its repository the model of one endpoint is. Text Embeddings Inference 1.9 and Text Generation Inference 3.3 say it
 * in {@code GET /info} ({@code model_sha}, null for a model of a local directory); others say it with an answer, or not at all. Another
 * server may take the place of one behind its address, so that it is asked again. Safe for use by several threads.
 */
public final class ServerRevision implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerRevision.class);

    /** Less than a roll-out takes, and no load. */
    static final Duration FRESH = Duration.ofMinutes(1);

    private static final Duration UNTIL_ANOTHER_TRY = Duration.ofSeconds(5);

    private final @Nullable HttpTransport transport;
    private final Time time;
    private final ReentrantLock asking = new ReentrantLock();

    private volatile boolean tells;
    private volatile long due;
    private volatile @Nullable String known;

    private ServerRevision(@Nullable HttpTransport transport, Time time) {
        this.transport = transport;
        this.time = time;
        this.tells = transport != null;
        this.due = time.nanos();
    }

    /**
     * Of one endpoint, of which nothing is known yet.
     *
     * @param api of {@code endpoint.api}
     */
    public static ServerRevision of(Endpoint endpoint, String api, HttpSettings settings, Time time) {
        return new ServerRevision(
                ServerKinds.maySayWhichCommit(api) && !endpoint.equals(Endpoint.ROUTER)
                        ? new HttpTransport(endpoint, settings)
                        : null,
                time);
    }

    /** What was told last, or null. */
    @Nullable
    String known() {
        return known;
    }

    /** The same once it was asked again, where that is due. */
    @Nullable
    String current() throws InterruptedException {
        if (isDue()) {
            asking.lockInterruptibly();
            try {
                if (transport != null && isDue()) {
                    ask(transport);
                }
            } finally {
                asking.unlock();
            }
        }
        return known;
    }

    /** An answer has told it. */
    void heard(String revision) {
        known = revision;
    }

    /** The server was away, and may come back as another one. */
    void mayHaveChanged() {
        due = time.nanos();
    }

    private boolean isDue() {
        return tells && time.nanos() - due >= 0;
    }

    private void ask(HttpTransport server) throws InterruptedException {
        try {
            JsonNode info = server.send(ApiRequest.get("info")).answer().tree();
            tells = info.hasNonNull("model_id");
            known = info.path("model_sha").textValue();
            due = time.nanos() + FRESH.toNanos();
        } catch (InferenceException e) {
            tells = e.failure().kind().isOutage();
            due = time.nanos() + UNTIL_ANOTHER_TRY.toNanos();
            LOG.debug(
                    "{} does not say which commit it serves. {}",
                    server.endpoint(),
                    e.failure().describe());
        } catch (IOException e) {
            tells = false;
        }
    }

    @Override
    public void close() {
        if (transport != null) {
            transport.close();
        }
    }
}
