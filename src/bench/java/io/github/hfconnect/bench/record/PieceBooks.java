package io.github.hfconnect.bench.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.bench.result.BenchFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Every document has to come out once as all of its pieces, one after the other, each with its own prediction; and the documents in
 * the order of their partition. Nothing may be taken away.
 */
public final class PieceBooks {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The text so far of documents of which some pieces have come. */
    private final Map<String, StringBuilder> open = new HashMap<>();

    private final Map<String, Integer> next = new HashMap<>();
    private final Books books;
    private int torn;

    /** Books of so many documents of {@link SampleDocuments}. */
    public PieceBooks(int documents) {
        this.books = new Books(documents);
    }

    /** Enters one record of the output; its key is of {@code chunk.key=text}. */
    public void enter(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            torn++;
            return;
        }
        JsonNode value = read(record.value());
        JsonNode chunk = value.path("chunk");
        String document = chunk.path("document").asText();
        String text = chunk.path("text").asText();
        int index = chunk.path("index").asInt();
        boolean isInTurn = index == next.getOrDefault(document, 0)
                && new String(record.key(), StandardCharsets.UTF_8).equals(document + "#" + index);
        torn += isInTurn && hasOwnPrediction(value, text) ? 0 : 1;
        next.put(document, index + 1);
        StringBuilder soFar =
                open.computeIfAbsent(document, missing -> new StringBuilder()).append(text);
        if (index + 1 == chunk.path("count").asInt()) {
            books.enter(document, record.partition(), soFar.toString().equals(SampleDocuments.text(document)));
            open.remove(document);
            next.remove(document);
        }
    }

    /** The endpoint's label is the first word of what it was asked. */
    private static boolean hasOwnPrediction(JsonNode value, String text) {
        String label = value.path("prediction").path("label").asText();
        return !label.isEmpty() && text.startsWith(label + " ");
    }

    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sees that the books balance.
     *
     * @throws BenchFailedException where they do not
     */
    public void check() {
        books.check();
        if (torn != 0 || !open.isEmpty()) {
            throw new BenchFailedException(torn + " pieces out of turn, taken away or with another's prediction, and "
                    + open.size() + " documents without their end");
        }
    }
}
