package io.github.hfconnect.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Documents that grow, shrink, change a little and vanish, until it is closed. It remembers every version, so that it can tell a
 * document that is one of them from a mixture.
 */
final class DocumentLoad implements AutoCloseable {

    static final String TOPIC = "documents";
    static final int PIECE_CHARS = 64;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DOCUMENTS = 40;
    private static final int MOST_PIECES = 9;
    private static final Duration STEP = Duration.ofMillis(20);

    private final Map<String, Object> settings;
    private final int partitions;
    private final Random random;
    private final Map<String, List<String>> current = new HashMap<>();
    private final Map<String, Set<List<String>>> versions = new HashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::send, "document-load");
    private volatile boolean ended;
    private volatile int sent;

    DocumentLoad(String bootstrapServers, int partitions, long seed) {
        this.settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "linger.ms", 5,
                "max.block.ms", 600_000,
                "delivery.timeout.ms", 600_000,
                "max.in.flight.requests.per.connection", 1);
        this.partitions = partitions;
        this.random = new Random(seed);
        thread.start();
    }

    int sent() {
        return sent;
    }

    /** Whether a document has ever been just that; nothing at all is what each one was at first. */
    synchronized boolean isVersion(String document, List<String> pieces) {
        return pieces.isEmpty() || versions.getOrDefault(document, Set.of()).contains(pieces);
    }

    /** What is to be there at the end, without the documents that are gone. */
    synchronized Map<String, List<String>> expected() {
        Map<String, List<String>> expected = new HashMap<>(current);
        expected.values().removeIf(List::isEmpty);
        return expected;
    }

    private void send() {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int number = 1; !ended; number++) {
                var unused = producer.send(next(), (metadata, error) -> {
                    if (error != null) {
                        failure.set(error);
                    }
                });
                sent = number;
                LockSupport.parkNanos(STEP.toNanos());
            }
            producer.flush();
        }
    }

    private synchronized ProducerRecord<String, String> next() {
        int number = random.nextInt(DOCUMENTS);
        String document = "doc-" + number;
        List<String> pieces = changed(document, current.getOrDefault(document, List.of()));
        current.put(document, pieces);
        versions.computeIfAbsent(document, added -> new HashSet<>()).add(pieces);
        String value = pieces.isEmpty() ? null : value(pieces);
        return new ProducerRecord<>(TOPIC, number % partitions, document, value);
    }

    private List<String> changed(String document, List<String> before) {
        if (!before.isEmpty() && random.nextInt(10) == 0) {
            return List.of();
        }
        int count = 1 + random.nextInt(MOST_PIECES);
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean stays = i < before.size() && random.nextInt(3) > 0;
            pieces.add(stays ? before.get(i) : document + " piece " + i + " of " + sent);
        }
        return pieces;
    }

    /** A paragraph for each piece, of just as many characters as a piece may have. */
    private static String value(List<String> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece)
                .append(".".repeat(PIECE_CHARS - 2 - piece.length()))
                .append("\n\n"));
        return JSON.valueToTree(Map.of("message", text.toString())).toString();
    }

    /** What a piece's text was made of. */
    static String piece(String text) {
        return text.replaceFirst("(?s)\\..*", "");
    }

    /** Ends the load once everything is acknowledged. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("The load itself was lost", failure.get());
        }
    }
}
