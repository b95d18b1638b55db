package io.github.hfconnect.demo.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether a table of pieces is what the documents say: all of each text once, and nothing of what is gone. */
public final class TableAudit {

    private TableAudit() {}

    /** What is wrong, a line each. Pieces must not overlap; blanks do not count, since blank pieces are not written. */
    public static List<String> faults(Map<String, Document> documents, PieceTable table) {
        List<String> faults = new ArrayList<>();
        for (SearchPiece piece : table.pieces()) {
            Document document = documents.get(piece.document());
            if (document == null || !document.text().contains(piece.text())) {
                faults.add("piece " + piece.number() + " of " + piece.document() + " is not in the document");
            }
        }
        for (Document document : documents.values()) {
            long wanted = marks(Stream.of(document.text()));
            long found = marks(table.of(document.name()).stream().map(SearchPiece::text));
            if (found != wanted) {
                faults.add(document.name() + ": its pieces have " + found + " of its " + wanted + " characters");
            }
        }
        return faults;
    }

    private static long marks(Stream<String> texts) {
        return texts.flatMapToInt(String::codePoints)
                .filter(mark -> !Character.isWhitespace(mark))
                .count();
    }
}
