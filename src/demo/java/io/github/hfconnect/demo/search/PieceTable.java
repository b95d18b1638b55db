package io.github.hfconnect.demo.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The output topic as a table: the newest record of each key, without those that a tombstone has taken away. */
public final class PieceTable {

    /** What a record has done to its piece. */
    public enum Effect {
        NEW,
        REPLACED,
        GONE,
        KEPT
    }

    /**
     * A piece and what has become of it.
     *
     * @param piece as it is now, or as it was where it is gone
     */
    public record Change(Effect effect, SearchPiece piece) {}

    private final Map<String, SearchPiece> pieces = new TreeMap<>();
    private final Map<String, Effect> effects = new TreeMap<>();
    private final Map<String, SearchPiece> gone = new TreeMap<>();
    private int records;

    /** Takes in a record. */
    public void enter(String key, @Nullable String value) {
        records++;
        if (value == null) {
            SearchPiece old = pieces.remove(key);
            if (old != null) {
                effects.put(key, Effect.GONE);
                gone.put(key, old);
            }
            return;
        }
        SearchPiece old = pieces.put(key, SearchPiece.of(key, value));
        boolean isKnown = old != null || gone.remove(key) != null;
        effects.put(key, isKnown ? Effect.REPLACED : Effect.NEW);
    }

    /** All that is there. */
    public Collection<SearchPiece> pieces() {
        return pieces.values();
    }

    /** The pieces of a document, in the order of the text. */
    public List<SearchPiece> of(String document) {
        return pieces.values().stream()
                .filter(piece -> piece.document().equals(document))
                .sorted(Comparator.comparingInt(SearchPiece::start))
                .toList();
    }

    /** How many records have come since they were last forgotten, tombstones included. */
    public int records() {
        return records;
    }

    /** The pieces of a document and what has become of each since changes were last forgotten, by their numbers. */
    public List<Change> changes(String document) {
        List<Change> changes = new ArrayList<>();
        pieces.forEach((key, piece) -> changes.add(new Change(effects.getOrDefault(key, Effect.KEPT), piece)));
        gone.values().forEach(piece -> changes.add(new Change(Effect.GONE, piece)));
        changes.removeIf(change -> !change.piece().document().equals(document));
        changes.sort(Comparator.comparingInt(change -> change.piece().number()));
        return changes;
    }

    /** From now on is another time. */
    public void forgetChanges() {
        effects.clear();
        gone.clear();
        records = 0;
    }
}
