package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records that are asked about in pieces. */
class DocumentsTest {

    private static final Map<String, String> ARRAY =
            Map.of("chunk.mode", "array", "chunk.max.chars", "32", "chunk.max.count", "1000", "output.headers", "true");

    private final HangingModel hanging = new HangingModel();

    @Test
    void piecesOfSeveralDocumentsShareACallAndEachRecordGetsItsOwn() throws Exception {
        Map<String, String> settings = new HashMap<>(ARRAY);
        settings.put("max.in.flight.requests", "1");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings)) {
            hanging.hangOn("first");
            sink.put(CHAT_0, "first");
            sink.until(() -> hanging.waiting() == 1);
            sink.put(CHAT_0, "Alpha is the first letter here. Beta is the second one.", "Gamma.");
            hanging.letGo("first");
            sink.until(() -> sink.written(0).size() == 3);

            assertThat(hanging.model().calls())
                    .contains(List.of("Alpha is the first letter here. ", "Beta is the second one.", "Gamma."));
            assertThat(value(sink, 1))
                    .contains("\"start\":0,\"end\":32,\"text\":\"Alpha is the first letter here. \"")
                    .contains("\"prediction\":\"BETA IS THE SECOND ONE.\"");
            assertThat(value(sink, 2))
                    .contains("[{\"start\":0,\"end\":6,\"text\":\"Gamma.\",\"prediction\":\"GAMMA.\"}]");
        }
    }

    @Test
    void aPieceThatFailsIsTheRecordsFailureAndTheOthersAreEnriched() throws Exception {
        hanging.model().rejecting("Beta is the second one.");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, ARRAY)) {
            sink.put(CHAT_0, "Alpha is the first letter here. Beta is the second one.", "Gamma.");

            sink.until(
                    () -> sink.written(0).size() == 1 && sink.context.reported().size() == 1);

            assertThat(sink.written(0)).containsExactly("1");
            assertThat(sink.committable(CHAT_0)).isEqualTo(2);
        }
    }

    @Test
    void aDocumentOfTooManyPiecesIsItsOwnFailure() throws Exception {
        Map<String, String> settings = new HashMap<>(ARRAY);
        settings.put("chunk.max.count", "2");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings)) {
            sink.put(CHAT_0, "word ".repeat(40), "short");

            sink.until(
                    () -> sink.written(0).size() == 1 && sink.context.reported().size() == 1);

            assertThat(sink.context.reasons().get(0)).hasMessageContaining("chunk.max.count");
        }
    }

    /** A task with a single call at a time, so that what is asked when is seen. */
    @Test
    void aLongDocumentTakesTurnsWithOthers() throws Exception {
        Map<String, String> settings = new HashMap<>(ARRAY);
        settings.put("max.in.flight.requests", "1");
        settings.put("batch.max.records", "4");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings)) {
            hanging.hangOn("first");
            sink.put(CHAT_1, "first");
            sink.until(() -> hanging.waiting() == 1);
            sink.put(CHAT_0, numbered(500));
            sink.put(CHAT_1, "short");
            hanging.letGo("first");

            sink.until(() -> sink.written(1).size() == 2);
            int callsBefore = indexOfCallWith("short");
            assertThat(callsBefore).as("calls before that of the short record").isLessThanOrEqualTo(2);

            sink.until(() -> sink.written(0).size() == 1);
            assertThat(value(sink, sink.producer.history().size() - 1)).contains("ITEM NUMBER 499");
        }
    }

    @Test
    void piecesThatWereAnsweredBeforeAreNotPaidAgain() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, ARRAY)) {
            sink.put(CHAT_0, "Alpha is the first letter here. Beta is the second one.");
            sink.until(() -> sink.written(0).size() == 1);
            sink.put(CHAT_0, "Alpha is the first letter here. Gamma is the third one.");
            sink.until(() -> sink.written(0).size() == 2);

            assertThat(hanging.model().calls().stream().flatMap(List::stream))
                    .containsOnlyOnce("Alpha is the first letter here. ")
                    .hasSize(3);
        }
    }

    @Test
    void whatIsLeftOfADocumentWhosePartitionIsGivenUpIsNotAsked() throws Exception {
        Map<String, String> settings = new HashMap<>(ARRAY);
        settings.put("max.in.flight.requests", "1");
        settings.put("batch.max.records", "1");
        try (SinkTaskHarness sink = new SinkTaskHarness(hanging, settings)) {
            hanging.hangOn("first");
            sink.put(CHAT_1, "first");
            sink.until(() -> hanging.waiting() == 1);
            sink.put(CHAT_0, numbered(50));
            sink.put(CHAT_1, "Item number 7 is this one. ", "last");
            sink.close(List.of(CHAT_0));
            hanging.letGo("first");

            sink.until(() -> sink.written(1).size() == 3);

            assertThat(hanging.model().calls()).hasSize(3);
        }
    }

    private static String numbered(int sentences) {
        return IntStream.range(0, sentences)
                .mapToObj(i -> "Item number " + i + " is this one. ")
                .collect(Collectors.joining());
    }

    private int indexOfCallWith(String text) {
        List<List<String>> calls = hanging.model().calls();
        return IntStream.range(0, calls.size())
                .filter(i -> calls.get(i).contains(text))
                .findFirst()
                .orElseThrow();
    }

    private static String value(SinkTaskHarness sink, int index) {
        return new String(sink.producer.history().get(index).value(), StandardCharsets.UTF_8);
    }
}
