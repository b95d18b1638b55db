package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.config.value.DeliveryGuarantee;
import io.github.hfconnect.inference.InferenceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A task that writes documents' pieces to a cluster in memory, as a reader of its output topic sees it. */
final class DocumentSink implements AutoCloseable {

    static final String OUTPUT = "chat.enriched";
    static final String STATE = "chat.pieces";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each piece of a text made by {@link #text}. */
    static final int PIECE_CHARS = 32;

    private final FakeCluster cluster;
    private final SinkTaskHarness sink;

    private DocumentSink(FakeCluster cluster, SinkTaskHarness sink) {
        this.cluster = cluster;
        this.sink = sink;
    }

    /** A task that has just been started. */
    static DocumentSink begin(
            DeliveryGuarantee guarantee, FakeCluster cluster, InferenceClient model, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "chunk.mode", "records",
                "chunk.max.chars", String.valueOf(PIECE_CHARS),
                "chunk.state.topic", "${topic}.pieces",
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", "chat.dead"));
        settings.putAll(more);
        SinkTaskHarness sink;
        if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
            if (cluster.committed(CHAT_0) < 0) {
                cluster.commit(CHAT_0, 0);
                cluster.commit(CHAT_1, 0);
            }
            sink = new SinkTaskHarness(model, settings, cluster);
        } else {
            sink = SinkTaskHarness.atLeastOnce(model, settings, cluster);
        }
        return new DocumentSink(cluster, sink);
    }

    /** The same, and it holds its partitions. */
    static DocumentSink start(
            DeliveryGuarantee guarantee, FakeCluster cluster, InferenceClient model, Map<String, String> more)
            throws InterruptedException {
        DocumentSink started = begin(guarantee, cluster, model, more);
        try {
            started.sink.until(() -> started.sink.context.paused().isEmpty());
            return started;
        } catch (RuntimeException | Error e) {
            started.close();
            throw e;
        }
    }

    /** A text that is cut so: a paragraph for each word. */
    static String text(String... words) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(words).forEach(word -> text.append(paragraph(word)));
        return text.toString();
    }

    static String paragraph(String word) {
        return word + ".".repeat(PIECE_CHARS - 2 - word.length()) + "\n\n";
    }

    SinkTaskHarness harness() {
        return sink;
    }

    /** Delivers a record of the first partition. */
    void put(@Nullable Object key, @Nullable Object value) {
        long offset = sink.putRecord(CHAT_0, key, value);
        cluster.input(CHAT_0, offset, String.valueOf(key), String.valueOf(value));
    }

    /** Delivers one, and waits until nothing is owed for it. */
    void putAndSettle(@Nullable Object key, @Nullable Object value) throws InterruptedException {
        put(key, value);
        settle();
    }

    void settle() throws InterruptedException {
        sink.until(() -> sink.isIdle());
    }

    /** The pieces that stand in the output topic, by their keys; what a reader that knows tombstones has at the end. */
    Map<String, String> pieces() {
        Map<String, String> pieces = new TreeMap<>();
        for (ProducerRecord<byte[], byte[]> record : written(OUTPUT)) {
            JsonNode key = json(Objects.requireNonNull(record.key()));
            String name =
                    key.path("document").asText() + "#" + key.path("piece").asText();
            if (record.value() == null) {
                pieces.remove(name);
            } else {
                pieces.put(
                        name, firstWord(json(record.value()).path("prediction").asText()));
            }
        }
        return pieces;
    }

    private static String firstWord(String text) {
        return text.replaceFirst("(?s)\\..*", "");
    }

    List<ProducerRecord<byte[], byte[]>> written(String topic) {
        return cluster.visible().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    /** The last value of each key of the state topic. */
    Map<String, byte @Nullable []> states() {
        Map<String, byte @Nullable []> states = new LinkedHashMap<>();
        written(STATE)
                .forEach(record ->
                        states.put(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8), record.value()));
        return states;
    }

    /** The first words of what was asked, call by call. */
    static List<String> asked(List<List<String>> calls) {
        List<String> asked = new ArrayList<>();
        calls.forEach(call -> call.forEach(text -> asked.add(firstWord(text))));
        return asked;
    }

    static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
