package io.github.hfconnect.chunk;

/**
 * What of one piece the next one repeats.
 *
 * @param most UTF-16 units, which are at least as many as code points
 */
record Overlap(Layout layout, int most) {

    /**
     * Where a piece begins with its overlap: at a sentence or else a word of the piece before, the first that is near enough.
     *
     * @param previous where the piece before begins without its own
     * @param body where the piece begins without
     */
    int start(String text, int previous, int body) {
        int first = Math.max(previous, body - most);
        if (first == previous || first == body) {
            return first;
        }
        return layout.overlaps().stream()
                .flatMapToInt(kind -> kind.in(text, previous, body)
                        .filter(at -> at >= first && Graphemes.isBoundary(text, previous, at))
                        .limit(1))
                .findFirst()
                .orElseGet(() -> anywhere(text, previous, first, body));
    }

    private static int anywhere(String text, int previous, int first, int body) {
        int at = first;
        while (at < body && !Graphemes.isBoundary(text, previous, at)) {
            at++;
        }
        return at;
    }
}
