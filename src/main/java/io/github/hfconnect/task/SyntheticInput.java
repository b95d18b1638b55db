package io.github.hfconnect.task;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Slot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Something small and harmless that a task can be asked about, to see whether anybody answers. */
public final class SyntheticInput {

    /** One white pixel, as GIF. */
    private static final byte[] IMAGE =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /** Of an MP4: a server that knows its business refuses it, which shows that it answers. */
    private static final String START_OF_VIDEO = "\0\0\0\u0014ftypisom\0\0\2\0isom";

    private static final int SAMPLES = 1600;

    private SyntheticInput() {}

    /** With the slots that the task requires, and no parameters. */
    public static Input of(Task task) {
        Map<String, Object> values = new HashMap<>();
        task.slots().stream().filter(Slot::required).forEach(slot -> values.put(slot.name(), value(slot, task)));
        return new Input(values, Map.of());
    }

    /** The same with other words, where it has any. */
    public static Input another(Task task) {
        Map<String, Object> values = new HashMap<>(of(task).slots());
        values.replaceAll((name, value) -> value instanceof String ? "Good bye" : value);
        return new Input(values, Map.of());
    }

    /** A short text and a longer one, each by itself and by any server's count, for a task of one text. */
    public static List<Input> shortAndLong() {
        return List.of(
                Input.of("Hello"),
                Input.of("Hello, and good bye to all who have read as far as to the end of this line"));
    }

    private static Object value(Slot slot, Task task) {
        return switch (slot.kind()) {
            case TEXT, JSON -> "Hello";
            case TEXTS -> List.of("Hello", "Good bye");
            case TABLE -> Map.of("word", List.of("hello"), "count", List.of("1"));
            case MEDIA -> List.of(content(task));
            case BINARY -> content(task);
        };
    }

    private static ByteBuffer content(Task task) {
        if (task.name().contains("audio") || task.name().contains("speech")) {
            return silence();
        }
        byte[] seen = task.name().startsWith("video") ? ascii(START_OF_VIDEO) : IMAGE;
        return ByteBuffer.wrap(seen).asReadOnlyBuffer();
    }

    /** A tenth of a second, as WAV: 16 bits, 16 kHz, one channel. */
    private static ByteBuffer silence() {
        ByteBuffer file = ByteBuffer.allocate(44 + 2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF"))
                .putInt(file.capacity() - 8)
                .put(ascii("WAVEfmt "))
                .putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
        file.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * SAMPLES);
        return file.rewind().asReadOnlyBuffer();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
