package io.github.hfconnect.demo.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which pieces are nearest to a question. */
public final class Ranking {

    /**
     * A piece that was found.
     *
     * @param score the cosine between its vector and the question's, from -1 to 1
     */
    public record Hit(SearchPiece piece, double score) {}

    private Ranking() {}

    /** The nearest ones, the best first; all are compared, because a demo has few. */
    public static List<Hit> best(List<Float> question, Collection<SearchPiece> pieces, int most) {
        return pieces.stream()
                .map(piece -> new Hit(piece, cosine(question, piece.vector())))
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .limit(most)
                .toList();
    }

    /** The cosine of the angle between two vectors, 0 where one of them has no direction. */
    public static double cosine(List<Float> one, List<Float> other) {
        if (one.size() != other.size()) {
            throw new IllegalArgumentException(
                    "Vectors of " + one.size() + " and of " + other.size() + " numbers cannot be compared");
        }
        double product = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.size(); i++) {
            product += (double) one.get(i) * other.get(i);
            squares += (double) one.get(i) * one.get(i);
            otherSquares += (double) other.get(i) * other.get(i);
        }
        return squares == 0 || otherSquares == 0 ? 0 : product / Math.sqrt(squares * otherSquares);
    }
}
