package io.github.hfconnect.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that answers {@code POST /predict} and {@code POST /embed} as TEI does, or by script. Without a script a text with
 * "rude" in it is toxic; a call with a text that holds "poison" is refused as a whole; a call with a text that holds "stuck" hangs
 * until {@link #letGo}.
 */
public final class ScriptedTei implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIMENSIONS = 4;

    /** Decides what a call is answered. */
    @FunctionalInterface
    public interface Script {

        /** An answer of the script's own, or null for the usual one. */
        @Nullable
        MockResponse answer(Call call) throws InterruptedException;
    }

    /**
     * One request.
     *
     * @param number of the call, from 0
     * @param arrivedAt a reading of the monotonic clock
     * @param isFirstOnConnection false on a connection that was kept
     */
    public record Call(int number, long arrivedAt, List<String> texts, Headers headers, boolean isFirstOnConnection) {}

    private final MockWebServer server = new MockWebServer();
    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private final String scheme;
    private volatile Script script = call -> null;
    private volatile long latencyMillis;
    private volatile long latencyMillisPerInput;
    private volatile boolean isDescribed;

    private ScriptedTei(@Nullable SSLSocketFactory tls) throws IOException {
        scheme = tls == null ? "http" : "https";
        if (tls != null) {
            server.useHttps(tls);
        }
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return answer(request);
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    public static ScriptedTei start() throws IOException {
        return new ScriptedTei(null);
    }

    /** An endpoint that follows a script from its first call. */
    public static ScriptedTei start(Script script) throws IOException {
        ScriptedTei tei = new ScriptedTei(null);
        tei.answerBy(script);
        return tei;
    }

    /** An endpoint with a certificate. */
    public static ScriptedTei startTls(SSLSocketFactory tls) throws IOException {
        return new ScriptedTei(tls);
    }

    public int port() {
        return server.getPort();
    }

    public String url() {
        return scheme + "://127.0.0.1:" + server.getPort();
    }

    /** Answers {@code GET /info} from now on, so that {@code endpoint.api=auto} finds out what it is. */
    public void describesItself() {
        isDescribed = true;
    }

    /** How long each answer takes from now on. */
    public void latencyMillis(long millis) {
        latencyMillis = millis;
    }

    /**
     * From now on records hardly get on, however fast the machine is: what is about to happen to them in mid-flight has time for it,
     * however slow the machine is. Less than any request timeout of the tests; {@link #latencyMillis} ends it.
     */
    public void slowMotion() {
        latencyMillis = 1000;
    }

    /** How much longer each answer takes for each of its inputs from now on. */
    public void latencyMillisPerInput(long millis) {
        latencyMillisPerInput = millis;
    }

    /** Follows another script from now on. */
    public void answerBy(Script newScript) {
        script = newScript;
    }

    /** Answers every call so, until told otherwise by null. */
    public void failWith(@Nullable MockResponse response) {
        answerBy(call -> response);
    }

    /** Ends the hanging of stuck calls. */
    public void letGo() {
        released.countDown();
    }

    /** The texts of each call that was made. */
    public List<List<String>> calls() {
        return calls.stream().map(Call::texts).toList();
    }

    /** Each call that was made. */
    public List<Call> recorded() {
        return List.copyOf(calls);
    }

    /** The label that a text gets. */
    public static String label(String text) {
        return text.contains("rude") ? "toxic" : "neutral";
    }

    /** The score of that label: another one for each text, so that a prediction which was meant for another text is seen. */
    public static double score(String text) {
        return 0.9 + Math.floorMod(text.hashCode(), 9_999) / 100_000.0;
    }

    /** The vector of a text: another one for each text, too. */
    public static List<Float> vector(String text) {
        return IntStream.rangeClosed(1, DIMENSIONS)
                .mapToObj(dimension -> Math.floorMod(text.hashCode() * dimension, 9_973) / 9_973f)
                .toList();
    }

    private MockResponse answer(RecordedRequest request) throws InterruptedException {
        if (isDescribed && request.getTarget().endsWith("/info")) {
            return json("{\"model_id\":\"m\",\"model_type\":{\"classifier\":{}}}")
                    .build();
        }
        boolean embeds = request.getTarget().endsWith("/embed");
        if (!embeds && !request.getTarget().endsWith("/predict")) {
            return new MockResponse.Builder().code(404).build();
        }
        Call call = new Call(
                count.getAndIncrement(),
                System.nanoTime(),
                texts(request),
                request.getHeaders(),
                request.getExchangeIndex() == 0);
        calls.add(call);
        MockResponse scripted = script.answer(call);
        return scripted == null
                ? usual(call.texts(), embeds ? ScriptedTei::vectors : ScriptedTei::predictions)
                : scripted;
    }

    private MockResponse usual(List<String> texts, Function<List<String>, String> answer) throws InterruptedException {
        if (texts.stream().anyMatch(text -> text.contains("stuck"))) {
            released.await(60, TimeUnit.SECONDS);
        }
        boolean refused = texts.stream().anyMatch(text -> text.contains("poison"));
        return (refused ? refusal() : json(answer.apply(texts)))
                .headersDelay(latencyMillis + latencyMillisPerInput * texts.size(), TimeUnit.MILLISECONDS)
                .build();
    }

    private static MockResponse.Builder refusal() {
        return json("{\"error\":\"`inputs` must have less than 512 tokens. Given: 600\",\"error_type\":\"Validation\"}")
                .code(422);
    }

    private static MockResponse.Builder json(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body);
    }

    /** TEI's batch form of predict has a list of one for each text, that of embed the text. */
    private static List<String> texts(RecordedRequest request) {
        try {
            List<String> texts = new ArrayList<>();
            JsonNode inputs = JSON.readTree(
                            request.getBody() == null ? "{}" : request.getBody().utf8())
                    .path("inputs");
            inputs.forEach(input -> texts.add(input.path(0).asText(input.asText())));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** TEI's answer to these texts. */
    public static String predictions(List<String> texts) {
        return JSON.valueToTree(texts.stream().map(ScriptedTei::prediction).toList())
                .toString();
    }

    private static String vectors(List<String> texts) {
        return JSON.valueToTree(texts.stream().map(ScriptedTei::vector).toList())
                .toString();
    }

    private static List<Map<String, Object>> prediction(String text) {
        String other = label(text).equals("toxic") ? "neutral" : "toxic";
        return List.of(
                Map.of("label", label(text), "score", score(text)), Map.of("label", other, "score", 1 - score(text)));
    }

    @Override
    public void close() {
        letGo();
        server.close();
    }
}
