package io.github.hfconnect.chunk;

import io.github.hfconnect.chunk.MarkdownBlock.Kind;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Where a Markdown text is best cut, and where not at all. */
final class Markdown {

    private final NavigableSet<Integer> sections = new TreeSet<>();

    /** Ranges that may be cut at their ends only, apart from each other: the ends by the starts. */
    private final NavigableMap<Integer, Integer> kept = new TreeMap<>();

    /**
     * What a text's marks say.
     *
     * @param most length that is kept whole
     */
    Markdown(String text, int most) {
        List<MarkdownBlock> blocks = MarkdownBlocks.of(text);
        for (int i = 0; i < blocks.size(); i++) {
            int headed = headed(blocks, i);
            if (headed > i) {
                sections.add(blocks.get(i).start());
            }
            keep(blocks.get(i).start(), blocks.get(Math.min(headed, blocks.size() - 1)), headed > i, most);
            i = headed;
        }
    }

    /** The index of the first block from this one on that is no heading. */
    private static int headed(List<MarkdownBlock> blocks, int index) {
        int next = index;
        while (next < blocks.size() && blocks.get(next).kind() == Kind.HEADING) {
            next++;
        }
        return next;
    }

    /** Keeps a block whole where it fits, else the headings before it with its first letter: other boundaries see to more. */
    private void keep(int start, MarkdownBlock block, boolean hasHeadings, int most) {
        if (block.kind() == Kind.WHOLE && block.end() - start <= most) {
            kept.put(start, block.end());
        } else if (hasHeadings) {
            kept.put(start, block.start() + 1);
        }
    }

    /** Where headings begin that follow no others, strictly inside a range. */
    IntStream sections(int from, int to) {
        return sections.subSet(from, false, to, false).stream().mapToInt(Integer::intValue);
    }

    /** Whether nothing may be cut here. */
    boolean isKept(int at) {
        var range = kept.lowerEntry(at);
        return range != null && at < range.getValue();
    }
}
