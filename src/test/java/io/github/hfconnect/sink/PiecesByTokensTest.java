package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.chunk.WordPieces;
import io.github.hfconnect.resilience.FakeInferenceClient;
import io.github.hfconnect.resilience.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** A sink that cuts by tokens, which a server of text-embeddings-inference's form counts. */
class PiecesByTokensTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKENS = 32;

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeInferenceClient model = new FakeInferenceClient();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int refusal = 503;
    private volatile Runnable counting = () -> {};

    @Test
    void noPieceHasMoreTokens() throws Exception {
        try (SinkTaskHarness sink = sink()) {
            String text = IntStream.range(0, 40)
                    .mapToObj(i -> "So it goes on for the time number " + i + ", and nobody knows why. ")
                    .collect(Collectors.joining());
            sink.put(CHAT_0, text);
            sink.until(() -> sink.written(0).size() == 1);

            assertThat(model.calls().stream().flatMap(List::stream))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(asked -> assertThat(WordPieces.tokens(asked)).isLessThanOrEqualTo(TOKENS));
        }
    }

    @Test
    void whileNobodyCountsRecordsWaitAndNoneIsLostOrOutOfOrder() throws Exception {
        refusals.set(2);
        try (SinkTaskHarness sink = sink()) {
            sink.put(CHAT_0, "This one has to wait for the counter.", "A second one that waits behind it.");
            sink.put(CHAT_1, "Another that waits behind the others.");
            assertThat(sink.written(0)).isEmpty();

            sink.until(() -> sink.written(0).size() == 2 && sink.written(1).size() == 1);

            assertThat(sink.written(0)).containsExactly("0", "1");
            assertThat(sink.context.reported()).isEmpty();
        }
    }

    /** Connect counts the time of a poll's records against the group's, and gives a task that is to stop 5 s. */
    @Test
    void aCounterThatTakesItsTimeKeepsNoPollForLong() throws Exception {
        FakeTime time = new FakeTime();
        counting = () -> time.advance(Duration.ofMillis(400));
        try (SinkTaskHarness sink = SinkTaskHarness.byClock(model, settings(), new FakeCluster(), time)) {
            sink.put(
                    CHAT_0,
                    IntStream.range(0, 10)
                            .mapToObj(i -> "Text " + i + " may have more tokens than a piece.")
                            .toArray(String[]::new));
            assertThat(server.getRequestCount()).isEqualTo(3);

            sink.until(() -> sink.written(0).size() == 10);

            assertThat(sink.written(0)).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        }
    }

    @Test
    void aServerThatCannotCountFailsTheTask() {
        refusal = 404;
        refusals.set(Integer.MAX_VALUE);
        try (SinkTaskHarness sink = sink()) {
            assertThatThrownBy(() -> sink.put(CHAT_0, "This text may have more tokens than a piece."))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("`chunk.max.tokens` needs a server that counts tokens");
        }
    }

    private SinkTaskHarness sink() {
        return new SinkTaskHarness(model, settings());
    }

    private Map<String, String> settings() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                counting.run();
                return refusals.getAndDecrement() > 0
                        ? json(refusal, "{\"error\":\"not now\"}")
                        : tokenized(request.getBody().utf8());
            }
        });
        return Map.of(
                "chunk.mode", "array",
                "chunk.max.tokens", String.valueOf(TOKENS),
                "errors.tolerance", "all",
                "output.headers", "true",
                "endpoint.urls", server.url("/").toString());
    }

    private static MockResponse tokenized(String body) {
        try {
            List<List<JsonNode>> all = new ArrayList<>();
            JSON.readTree(body)
                    .path("inputs")
                    .forEach(text ->
                            all.add(Collections.nCopies(WordPieces.tokens(text.asText()), JSON.createObjectNode())));
            return json(200, JSON.valueToTree(all).toString());
        } catch (JsonProcessingException e) {
            return json(400, "{}");
        }
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
