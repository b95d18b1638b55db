package io.github.hfconnect.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that answers {@code POST /predict} as TEI does, but by script. A text with "rude" in it is toxic; a call with a text
 * that holds "poison" is refused as a whole; a call with a text that holds "stuck" hangs until {@link #letGo}.
 */
final class ScriptedTei implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private final ConcurrentLinkedQueue<List<String>> calls = new ConcurrentLinkedQueue<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicReference<@Nullable MockResponse> fault = new AtomicReference<>();
    private volatile long latencyMillis;

    private ScriptedTei() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return answer(request);
            }
        });
        server.start();
    }

    static ScriptedTei start() throws IOException {
        return new ScriptedTei();
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** How long each answer takes from now on. */
    void latencyMillis(long millis) {
        latencyMillis = millis;
    }

    /** Answers every call so, until told otherwise by null. */
    void failWith(@Nullable MockResponse response) {
        fault.set(response);
    }

    /** Ends the hanging of stuck calls. */
    void letGo() {
        released.countDown();
    }

    /** The texts of each call that was made. */
    List<List<String>> calls() {
        return List.copyOf(calls);
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException {
        List<String> texts = texts(request);
        calls.add(texts);
        MockResponse scripted = fault.get();
        if (scripted != null) {
            return scripted;
        }
        if (texts.stream().anyMatch(text -> text.contains("stuck"))) {
            released.await(60, TimeUnit.SECONDS);
        }
        MockResponse.Builder response = new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .headersDelay(latencyMillis, TimeUnit.MILLISECONDS);
        boolean refused = texts.stream().anyMatch(text -> text.contains("poison"));
        return refused
                ? response.code(422)
                        .body("{\"error\":\"`inputs` must have less than 512 tokens. Given: 600\","
                                + "\"error_type\":\"Validation\"}")
                        .build()
                : response.body(predictions(texts)).build();
    }

    /** TEI's batch form has a list of one for each text. */
    private static List<String> texts(RecordedRequest request) {
        try {
            List<String> texts = new ArrayList<>();
            JsonNode inputs = JSON.readTree(
                            request.getBody() == null ? "{}" : request.getBody().utf8())
                    .path("inputs");
            inputs.forEach(input -> texts.add(input.path(0).asText()));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String predictions(List<String> texts) {
        return JSON.valueToTree(texts.stream().map(ScriptedTei::prediction).toList())
                .toString();
    }

    private static List<Map<String, Object>> prediction(String text) {
        double toxic = text.contains("rude") ? 0.97 : 0.04;
        return List.of(Map.of("label", "toxic", "score", toxic), Map.of("label", "neutral", "score", 1 - toxic));
    }

    @Override
    public void close() {
        letGo();
        server.close();
    }
}
