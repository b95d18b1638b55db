package io.github.hfconnect.server.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** What may happen to an answer between a model and its reader: to its structure, to its text, to its bytes. */
final class AnswerMutations {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What stands in a value's place, JSON or not. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "\"\"",
            "\"0.5\"",
            "\"NaN\"",
            "NaN",
            "-Infinity",
            "1e999",
            "1e-999",
            "1e999999999",
            "-1",
            "2147483648",
            "0.5",
            "9".repeat(400),
            "9".repeat(5000),
            "0." + "9".repeat(5000),
            "\"" + "x".repeat(100_000) + "\"",
            "\"\\ud83d\"",
            "\"\\u0000\"",
            "{\"error\":\"x\"}",
            "{}",
            "[]",
            "[[]]",
            "[null]",
            "[".repeat(5000) + "]".repeat(5000),
            "{\"a\":".repeat(5000) + "1" + "}".repeat(5000),
            "[".repeat(100_000),
            "[".repeat(150) + "]".repeat(150),
            "[".repeat(990) + "]".repeat(990),
            "{\"c\":".repeat(95) + "{}" + "}".repeat(95),
            "{\"c\":".repeat(150) + "{}" + "}".repeat(150),
            "{\"c\":".repeat(800) + "{}" + "}".repeat(800),
            "{\"c\":".repeat(990) + "{}" + "}".repeat(990),
            " ".repeat(4_000) + "1",
            "\"```json" + " ".repeat(4_000) + "x\"",
            "\"data:\"",
            "\"data:x\"",
            "\"data:image/png;base64,!\"",
            "\"data:image/png;base64,R0lGODlh\"");

    /** What is put into a text. */
    private static final List<String> TOKENS = List.of(
            "\"",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "\\",
            "/*",
            "'",
            "<html>",
            "\ud83d\ude00",
            "\ufeff",
            "0",
            "e",
            "data:",
            "```json",
            " ".repeat(4_000),
            "\n".repeat(4_000));

    private static final List<byte[]> INVALID_UTF8 =
            List.of(bytes(0xff), bytes(0xc0, 0x80), bytes(0xed, 0xa0, 0x80), bytes(0xf0, 0x9f), bytes(0xe2), bytes(0));

    private final Random random;

    AnswerMutations(long seed) {
        random = new Random(seed);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** The answer after one to three mutations of one sort. */
    byte[] mutated(byte[] answer) {
        int times = 1 + random.nextInt(3);
        byte[] mutated = answer;
        int sort = random.nextInt(3);
        for (int i = 0; i < times; i++) {
            mutated = switch (sort) {
                case 0 -> structure(mutated);
                case 1 -> text(new String(mutated, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
                default -> bytes(mutated);
            };
        }
        return mutated;
    }

    private byte[] structure(byte[] answer) {
        JsonNode root;
        try {
            root = JSON.readTree(answer);
        } catch (IOException e) {
            return bytes(answer); // Never was JSON, or is no more after an earlier mutation.
        }
        List<JsonNode> containers = new ArrayList<>();
        collectContainers(root, containers);
        if (containers.isEmpty() || random.nextInt(10) == 0) {
            return replaced(root).toString().getBytes(StandardCharsets.UTF_8);
        }
        mutate(containers.get(random.nextInt(containers.size())));
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void collectContainers(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(part -> collectContainers(part, containers));
        }
    }

    private void mutate(JsonNode container) {
        if (container instanceof ObjectNode object) {
            String name = nameIn(object);
            JsonNode part = object.path(name);
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "_", part);
                default -> object.set(name, replaced(part));
            }
        } else if (container instanceof ArrayNode array) {
            int index = random.nextInt(array.size());
            JsonNode part = array.path(index);
            switch (random.nextInt(4)) {
                case 0 -> array.remove(index);
                case 1 -> array.insert(index, part);
                default -> array.set(index, replaced(part));
            }
        }
    }

    private String nameIn(ObjectNode object) {
        Iterator<String> names = object.fieldNames();
        for (int skip = random.nextInt(object.size()); skip > 0; skip--) {
            names.next();
        }
        return names.next();
    }

    private JsonNode replaced(JsonNode part) {
        return switch (random.nextInt(4)) {
            case 0 -> NODES.arrayNode().add(part);
            case 1 -> NODES.objectNode().set("value", part);
            default -> NODES.rawValueNode(new RawValue(VALUES.get(random.nextInt(VALUES.size()))));
        };
    }

    private String text(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(6));
        List<String> tokens = random.nextBoolean() ? TOKENS : VALUES;
        String token = tokens.get(random.nextInt(tokens.size()));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, from) + token + text.substring(from);
            case 3 -> text.substring(0, from) + token + text.substring(to);
            default -> text.substring(0, to) + text.substring(from);
        };
    }

    private byte[] bytes(byte[] answer) {
        int at = random.nextInt(answer.length + 1);
        byte[] inserted = INVALID_UTF8.get(random.nextInt(INVALID_UTF8.size()));
        int dropped = Math.min(answer.length - at, random.nextInt(3));
        ByteArrayOutputStream mutated = new ByteArrayOutputStream();
        mutated.write(answer, 0, at);
        mutated.writeBytes(inserted);
        mutated.write(answer, at + dropped, answer.length - at - dropped);
        return mutated.toByteArray();
    }
}
