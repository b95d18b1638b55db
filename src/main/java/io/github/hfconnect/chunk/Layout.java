package io.github.hfconnect.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Where a text may be cut.
 *
 * @param breaks kinds of boundaries, the best first
 * @param anchors those that are found fast in a text of any length, in the order in which they are looked for
 * @param overlaps those from which on an overlap is worth reading, the best first
 * @param isKept what may not be cut, whatever boundary is there
 */
record Layout(List<Breaks> breaks, List<Breaks> anchors, List<Breaks> overlaps, IntPredicate isKept) {

    /**
     * The layout of a text.
     *
     * @param most length of a piece
     */
    static Layout of(String text, ChunkRules rules, int most) {
        Layout layout = new Layout(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), at -> false);
        if (rules.format() == ChunkFormat.MARKDOWN) {
            Markdown markdown = new Markdown(text, most);
            layout = new Layout(layout.breaks, layout.anchors, layout.overlaps, markdown::isKept);
            Breaks sections = (ignored, from, to) -> markdown.sections(from, to);
            layout.add(List.of(sections), List.of(sections), List.of());
        }
        for (Boundary boundary : Boundary.values()) {
            if (rules.boundaries().contains(boundary)) {
                layout.add(boundary);
            }
        }
        return layout;
    }

    private void add(Boundary boundary) {
        switch (boundary) {
            case PARAGRAPH -> {
                Breaks paragraphs = new KnownBreaks(Whitespace::paragraphs);
                // Twice: in what is still long between the first ones, others are chosen.
                add(List.of(paragraphs), List.of(paragraphs, paragraphs), List.of());
            }
            case SENTENCE -> {
                Breaks sentences = new KnownBreaks(Language::sentences);
                add(List.of(sentences, new KnownBreaks(Whitespace::lines)), List.of(sentences), List.of(sentences));
            }
            case WORD ->
                add(
                        List.of(Whitespace::words, Language::words),
                        List.of(Whitespace::words),
                        List.of(Whitespace::words, Language::words));
        }
    }

    private void add(List<Breaks> moreBreaks, List<Breaks> moreAnchors, List<Breaks> moreOverlaps) {
        breaks.addAll(moreBreaks);
        anchors.addAll(moreAnchors);
        overlaps.addAll(moreOverlaps);
    }
}
