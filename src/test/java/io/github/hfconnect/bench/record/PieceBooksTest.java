package io.github.hfconnect.bench.record;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.bench.result.BenchFailedException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PieceBooksTest {

    private static final String FIRST = SampleDocuments.text("0-0");
    private static final String SECOND = SampleDocuments.text("0-1");
    private static final int CUT = FIRST.indexOf("D0-0.20");

    private final PieceBooks books = new PieceBooks(2);

    @Test
    void balanceWhereEachDocumentCameWhole() {
        whole();
        enter("0-1#0", piece("0-1", 0, 1, SECOND, "D0-1.0"));

        assertThatNoException().isThrownBy(books::check);
    }

    @Test
    void tellOfADocumentWithoutItsEnd() {
        whole();
        enter("0-1#0", piece("0-1", 0, 2, SECOND, "D0-1.0"));

        assertThatThrownBy(books::check).hasMessageContaining("1 missing");
    }

    @Test
    void tellOfPiecesOutOfTurn() {
        enter("0-0#1", piece("0-0", 1, 2, FIRST.substring(CUT), "D0-0.20"));
        enter("0-0#0", piece("0-0", 0, 2, FIRST.substring(0, CUT), "D0-0.0"));
        enter("0-1#0", piece("0-1", 0, 1, SECOND, "D0-1.0"));

        assertThatThrownBy(books::check).isInstanceOf(BenchFailedException.class);
    }

    @Test
    void tellOfAnothersPredictionAndOfATombstone() {
        whole();
        enter("0-1#0", piece("0-1", 0, 1, SECOND, "D0-0.0"));
        enter("0-1#1", null);

        assertThatThrownBy(books::check).hasMessageContaining("2 pieces out of turn, taken away");
    }

    @Test
    void tellOfALostSentence() {
        whole();
        enter("0-1#0", piece("0-1", 0, 1, SECOND.substring(SECOND.indexOf("D0-1.1")), "D0-1.1"));

        assertThatThrownBy(books::check).hasMessageContaining("1 with another's prediction");
    }

    private void whole() {
        enter("0-0#0", piece("0-0", 0, 2, FIRST.substring(0, CUT), "D0-0.0"));
        enter("0-0#1", piece("0-0", 1, 2, FIRST.substring(CUT), "D0-0.20"));
    }

    private void enter(String key, @Nullable String value) {
        books.enter(new ConsumerRecord<>("out", 3, 0, bytes(key), value == null ? null : bytes(value)));
    }

    private static String piece(String document, int index, int count, String text, String label) {
        return "{\"prediction\": {\"label\": \"" + label + "\"}, \"chunk\": {\"document\": \"" + document
                + "\", \"index\": " + index + ", \"count\": " + count + ", \"text\": \"" + text + "\"}}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
