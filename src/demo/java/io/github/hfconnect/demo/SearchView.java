package io.github.hfconnect.demo;

import io.github.hfconnect.demo.Screen.Ink;
import io.github.hfconnect.demo.search.Document;
import io.github.hfconnect.demo.search.PieceTable;
import io.github.hfconnect.demo.search.PieceTable.Change;
import io.github.hfconnect.demo.search.PieceTable.Effect;
import io.github.hfconnect.demo.search.Ranking.Hit;
import io.github.hfconnect.demo.search.SearchPiece;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Shows documents, what was found in them, and what a change has done to their pieces. */
final class SearchView {

    private static final int MOST_DOCUMENTS = 20;

    private static final int MOST_PIECES = 16;

    private final Screen screen;

    SearchView(Screen screen) {
        this.screen = screen;
    }

    /** Which documents there are, in how many pieces each. */
    void documents(Collection<Document> documents, PieceTable table) {
        head("document                        characters  pieces");
        documents.stream()
                .limit(MOST_DOCUMENTS)
                .forEach(document -> line(
                        Ink.PLAIN,
                        "%-32s%10d%8d",
                        document.name(),
                        document.length(),
                        table.of(document.name()).size()));
        if (documents.size() > MOST_DOCUMENTS) {
            line(Ink.GREY, "... and %d more", documents.size() - MOST_DOCUMENTS);
        }
    }

    /** The pieces that are nearest to a question. */
    void hits(String question, List<Hit> hits) {
        head("? " + question);
        hits.forEach(hit -> line(Ink.PLAIN, "  %.2f  %-18s %s", hit.score(), name(hit.piece()), text(hit.piece())));
    }

    /** What a change has done to a document's pieces; of many, first of all those to which it has done anything. */
    void changes(String document, PieceTable table) {
        head("pieces of " + document);
        List<Change> changes = table.changes(document);
        if (changes.size() <= MOST_PIECES) {
            changes.forEach(this::change);
            return;
        }
        changes.stream()
                .sorted(Comparator.comparing(change -> change.effect() == Effect.KEPT))
                .limit(MOST_PIECES)
                .forEach(this::change);
        long kept = changes.stream()
                .filter(change -> change.effect() == Effect.KEPT)
                .count();
        line(Ink.GREY, "  ... of %d pieces; %d are as they were", changes.size(), kept);
    }

    private void change(Change change) {
        SearchPiece piece = change.piece();
        line(ink(change.effect()), "  %-12s %-18s %s", word(change.effect()), name(piece), text(piece));
    }

    /** What an update has cost. */
    void cost(SearchIndex.Update update) {
        line(
                Ink.BOLD,
                "inputs asked: %d; records written: %d; in the table after %.1f s",
                update.inputs(),
                update.records(),
                update.seconds());
    }

    private void head(String text) {
        screen.result(Ink.PLAIN, "");
        screen.result(Ink.BOLD, text);
    }

    private void line(Ink ink, String format, Object... values) {
        screen.result(ink, String.format(Locale.ROOT, format, values));
    }

    private static String name(SearchPiece piece) {
        return piece.document() + "#" + piece.number();
    }

    private static String text(SearchPiece piece) {
        return piece.text().strip().replaceAll("\\s+", " ");
    }

    private static String word(Effect effect) {
        return switch (effect) {
            case NEW -> "+ new";
            case REPLACED -> "~ replaced";
            case GONE -> "- taken away";
            case KEPT -> "= as it was";
        };
    }

    private static Ink ink(Effect effect) {
        return switch (effect) {
            case NEW, REPLACED -> Ink.YELLOW;
            case GONE -> Ink.RED;
            case KEPT -> Ink.GREY;
        };
    }
}
