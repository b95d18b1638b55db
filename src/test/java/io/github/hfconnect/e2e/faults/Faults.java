package io.github.hfconnect.e2e.faults;

import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.ScriptedTei.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.Buffer;

/** What servers and networks send instead of an answer. */
final class Faults {

    private static final Buffer BOMB = new Buffer().write(bomb(50));

    private Faults() {}

    static MockResponse status(int code, String body) {
        return json(body).code(code).build();
    }

    /** A server that quotes what it was sent, credentials included, as some do. */
    static MockResponse quoting(int code, Headers request) {
        return status(
                code,
                "{\"error\":\"cannot serve " + request.get("Authorization") + " with key "
                        + request.get("X-Gateway-Key") + "\"}");
    }

    /** The same of a server that quotes the texts of the whole call, under an id. */
    static MockResponse quotingAll(int code, Call call) {
        return json("{\"error\":\"cannot read " + call.texts() + " for "
                        + call.headers().get("Authorization") + "\"}")
                .code(code)
                .setHeader("X-Request-Id", "call-" + call.number())
                .build();
    }

    static MockResponse overloadedFor(int code, String retryAfter) {
        return json("{\"error\":\"Model is overloaded\",\"error_type\":\"overloaded\"}")
                .code(code)
                .setHeader("Retry-After", retryAfter)
                .build();
    }

    /** The first full second that is at least so far away, as HTTP writes dates. */
    static String dateIn(Duration wait) {
        ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plus(wait).plusNanos(999_999_999);
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(then);
    }

    static MockResponse loading(double estimatedSeconds) {
        return status(503, "{\"error\":\"Model x is currently loading\",\"estimated_time\":" + estimatedSeconds + "}");
    }

    /** Takes the request and never says anything. */
    static MockResponse hang() {
        return new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
    }

    /** Closes the connection in place of an answer. */
    static MockResponse closedUnderTheRequest() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    static MockResponse drip(List<String> texts) {
        return json(ScriptedTei.predictions(texts))
                .throttleBody(1, 100, TimeUnit.MILLISECONDS)
                .build();
    }

    static MockResponse cutBody(List<String> texts) {
        return json(ScriptedTei.predictions(texts))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build();
    }

    /** The connection ends where the answer should begin. */
    static MockResponse noAnswer() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    static MockResponse html() {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/html")
                .body("<html><body>Sign in to continue</body></html>")
                .build();
    }

    /** How servers that stream tell of an error when they have sent their status already. */
    static MockResponse errorEvent() {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body("event: error\ndata: {\"error\":\"out of memory\",\"error_type\":\"generation\"}\n\n")
                .build();
    }

    /** The predictions of all texts but the first. */
    static MockResponse wrongCount(List<String> texts) {
        return json(ScriptedTei.predictions(texts.subList(1, texts.size()))).build();
    }

    static MockResponse nan(List<String> texts) {
        String each = "[{\"label\":\"neutral\",\"score\":NaN}]";
        return json("["
                        + String.join(
                                ",",
                                IntStream.range(0, texts.size())
                                        .mapToObj(i -> each)
                                        .toList()) + "]")
                .build();
    }

    static MockResponse gzipBomb() {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .setHeader("Content-Encoding", "gzip")
                .body(BOMB.clone())
                .build();
    }

    static MockResponse redirect(String url) {
        return new MockResponse.Builder().code(307).setHeader("Location", url).build();
    }

    private static MockResponse.Builder json(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body);
    }

    private static byte[] bomb(int megabytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            for (int i = 0; i < megabytes; i++) {
                gzip.write(new byte[1_000_000]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
