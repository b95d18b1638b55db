package io.github.hfconnect.demo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.demo.search.PieceTable.Effect;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PieceTableTest {

    private final PieceTable table = new PieceTable();

    @Test
    void aRecordIsReadAsTheConnectorWritesIt() {
        table.enter("a#b.md#12", value("a#b.md", 3, "Bee."));

        assertThat(table.pieces()).singleElement().satisfies(piece -> {
            assertThat(piece.document()).isEqualTo("a#b.md");
            assertThat(piece.number()).isEqualTo(12);
            assertThat(piece.start()).isEqualTo(3);
            assertThat(piece.text()).isEqualTo("Bee.");
            assertThat(piece.vector()).containsExactly(0.5f, -1f);
        });
    }

    @Test
    void somebodyElsesRecordIsRefused() {
        assertThatThrownBy(() -> table.enter("a#0", "no json")).hasMessage("The record a#0 is no piece");
    }

    @Test
    void changesSayWhatHasBecomeOfEachPieceOfADocument() {
        table.enter("a#0", value("a", 0, "kept"));
        table.enter("a#1", value("a", 4, "old"));
        table.enter("a#2", value("a", 7, "gone"));
        table.enter("b#0", value("b", 0, "another's"));
        table.forgetChanges();
        table.enter("a#1", value("a", 4, "new"));
        table.enter("a#2", null);
        table.enter("a#3", value("a", 7, "added"));
        table.enter("a#9", null);

        assertThat(table.changes("a"))
                .extracting(change -> change.effect() + " " + change.piece().text())
                .containsExactly(
                        Effect.KEPT + " kept", Effect.REPLACED + " new", Effect.GONE + " gone", Effect.NEW + " added");
        assertThat(table.records()).isEqualTo(4);
        assertThat(table.of("a")).extracting(SearchPiece::text).containsExactly("kept", "new", "added");
    }

    @Test
    void aPieceThatComesBackIsReplaced() {
        table.enter("a#0", value("a", 0, "first"));
        table.forgetChanges();
        table.enter("a#0", null);
        table.enter("a#0", value("a", 0, "again"));

        assertThat(table.changes("a"))
                .singleElement()
                .satisfies(change -> assertThat(change.effect()).isEqualTo(Effect.REPLACED));
    }

    @Test
    void theAuditFindsWhatIsMissingAndWhatIsOrphaned() {
        Map<String, Document> documents =
                Map.of("a", new Document("a", "One. \n\nTwo."), "b", new Document("b", "Three."));
        table.enter("a#0", value("a", 0, "One. \n\n"));
        table.enter("a#1", value("a", 7, "Two."));
        table.enter("b#0", value("b", 0, "Three."));
        assertThat(TableAudit.faults(documents, table)).isEmpty();

        table.enter("a#1", null);
        table.enter("c#0", value("c", 0, "Four."));
        assertThat(TableAudit.faults(documents, table))
                .containsExactlyInAnyOrder(
                        "piece 0 of c is not in the document", "a: its pieces have 4 of its 8 characters");
    }

    private static String value(String document, int start, String text) {
        return "{\"title\": \"t\", \"embedding\": [0.5, -1.0], \"chunk\": {\"document\": \"" + document
                + "\", \"index\": 0, \"count\": 9, \"start\": " + start + ", \"text\": \""
                + text.replace("\n", "\\n") + "\"}}";
    }
}
