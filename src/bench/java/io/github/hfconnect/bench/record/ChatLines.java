package io.github.hfconnect.bench.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.demo.cluster.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chat lines as JSON, each with a {@code message}, of which many say the same.
 *
 * @param lines in order
 * @param distinctTexts different messages that are not blank
 */
public record ChatLines(List<String> lines, int distinctTexts) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where a real chat may lie beside the checkout. */
    private static final String REAL = "../shared/data/chat/dota2-chat.jsonl";

    /** As many as in that chat. */
    private static final int LINES = 8_974;

    private static final int DISTINCT = 6_669;

    /** The real chat, or where there is none a made one of the same size that repeats itself as often. */
    public static ChatLines load() throws IOException {
        Path real = Checkout.locate().root().resolve(REAL);
        return of(Files.isReadable(real) ? Files.readAllLines(real) : made());
    }

    static ChatLines of(List<String> lines) throws IOException {
        Set<String> texts = new HashSet<>();
        for (String line : lines) {
            String text = JSON.readTree(line).path("message").asText();
            if (!text.isBlank()) {
                texts.add(text);
            }
        }
        return new ChatLines(lines, texts.size());
    }

    static List<String> made() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            ObjectNode line = JSON.createObjectNode();
            line.put("message", "line " + Math.floorMod(i * 7_919, DISTINCT) + " of a made chat");
            lines.add(line.toString());
        }
        return lines;
    }
}
