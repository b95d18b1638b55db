package io.github.hfconnect.sink.documents;

import io.github.hfconnect.inference.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers a document's pieces so that each that stands there already keeps its number, wherever in the document it has moved to: a
 * paragraph that is put in costs what it is itself. New pieces take the lowest numbers that are free then.
 */
final class PieceNumbers {

    private static final int NONE = -1;

    private final List<Part> parts;
    private final long[] standing;
    private final int[] numbers;
    private final BitSet taken = new BitSet();

    private PieceNumbers(List<Part> parts, DocumentState before) {
        this.parts = parts;
        this.standing = before.hashes();
        this.numbers = new int[parts.size()];
        Arrays.fill(numbers, NONE);
    }

    /** The same pieces, numbered. */
    static List<Part> of(List<Part> parts, DocumentState before) {
        PieceNumbers numbers = new PieceNumbers(parts, before);
        numbers.keepPlaces();
        numbers.followMoves();
        numbers.fillUp();
        return numbers.numbered();
    }

    private void keepPlaces() {
        for (int i = 0; i < Math.min(numbers.length, standing.length); i++) {
            if (standing[i] == parts.get(i).hash()) {
                take(i, i);
            }
        }
    }

    private void followMoves() {
        Map<Long, Deque<Integer>> left = new HashMap<>();
        for (int number = 0; number < standing.length; number++) {
            if (!taken.get(number)) {
                left.computeIfAbsent(standing[number], added -> new ArrayDeque<>())
                        .add(number);
            }
        }
        for (int i = 0; i < numbers.length; i++) {
            Deque<Integer> same = left.getOrDefault(parts.get(i).hash(), new ArrayDeque<>());
            if (numbers[i] == NONE && !same.isEmpty()) {
                take(i, same.remove());
            }
        }
    }

    private void fillUp() {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == NONE) {
                take(i, taken.nextClearBit(0));
            }
        }
    }

    private void take(int part, int number) {
        numbers[part] = number;
        taken.set(number);
    }

    private List<Part> numbered() {
        List<Part> numbered = new ArrayList<>(parts.size());
        for (Part part : parts) {
            numbered.add(part.numbered(numbers[part.index()]));
        }
        return numbered;
    }
}
