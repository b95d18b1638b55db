package io.github.hfconnect.bench.record;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents of sentences, each of which begins with a word that no other has, so that pieces of them can be told apart. */
public final class SampleDocuments {

    private static final int SENTENCES = 40;

    private SampleDocuments() {}

    /** The value of a record: {@code {"text": ...}}. */
    public static byte[] value(String key) {
        return ("{\"text\":\"" + text(key) + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    /** 3,600 characters that need no escapes. */
    public static String text(String key) {
        return IntStream.range(0, SENTENCES)
                .mapToObj(number -> sentence(key + "." + number))
                .collect(Collectors.joining(" "));
    }

    /** An exclamation mark and a capital letter, because after them a sentence begins in any case. */
    private static String sentence(String word) {
        return "D" + SampleRecords.text(word) + "!";
    }
}
