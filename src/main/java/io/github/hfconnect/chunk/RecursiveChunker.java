package io.github.hfconnect.chunk;

import java.util.ArrayList;
import java.util.List;

/** Cuts at the best boundary near enough: paragraphs before sentences before words. */
record RecursiveChunker(ChunkRules rules) implements Chunker {

    @Override
    public List<Piece> cut(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= rules.maxChars()) {
            return List.of(new Piece(0, 0, length, text));
        }
        int most = rules.maxChars() - rules.overlap();
        rules.requireFew(text.length() / most);
        Layout layout = Layout.of(text, rules, most);
        List<Integer> ends = Cuts.of(text, layout, most);
        rules.requireFew(ends.size());
        return pieces(text, ends, new Overlap(layout, rules.overlap()));
    }

    private static List<Piece> pieces(String text, List<Integer> ends, Overlap overlap) {
        List<Piece> pieces = new ArrayList<>(ends.size());
        int previous = 0;
        int body = 0;
        int codePoints = 0;
        for (int end : ends) {
            int start = overlap.start(text, previous, body);
            int first = codePoints - text.codePointCount(start, body);
            codePoints += text.codePointCount(body, end);
            pieces.add(new Piece(pieces.size(), first, codePoints, text.substring(start, end)));
            previous = body;
            body = end;
        }
        return pieces;
    }
}
