package io.github.hfconnect.chunk;

import io.github.hfconnect.chunk.MarkdownBlock.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what of Markdown decides where it may be cut: headings, fenced code and tables (CommonMark 0.31, sections 4.2, 4.3 and 4.5;
 * GitHub Flavored Markdown, section 4.10). One line at a time, each once.
 */
final class MarkdownBlocks {

    private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}(\\s.*)?", Pattern.DOTALL);
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)\\s*");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*", Pattern.DOTALL);
    private static final Pattern TABLE_RULE = Pattern.compile("\\s*\\|?(\\s*:?-+:?\\s*\\|)+(\\s*:?-+:?)?\\s*");

    private final String text;
    private final List<MarkdownBlock> blocks = new ArrayList<>();
    private int at;

    private MarkdownBlocks(String text) {
        this.text = text;
    }

    static List<MarkdownBlock> of(String text) {
        MarkdownBlocks reading = new MarkdownBlocks(text);
        while (reading.at < text.length()) {
            reading.readBlock();
        }
        return reading.blocks;
    }

    private void readBlock() {
        int start = at;
        String line = nextLine();
        Matcher fence = FENCE.matcher(line);
        if (line.isBlank()) {
            return;
        }
        if (fence.matches()) {
            skipToFence(fence.group(1));
            add(Kind.WHOLE, start);
        } else if (HEADING.matcher(line).matches()) {
            add(Kind.HEADING, start);
        } else if (isRow(line) && TABLE_RULE.matcher(lineAt(at)).matches()) {
            skipRows();
            add(Kind.WHOLE, start);
        } else {
            readText(line, start);
        }
    }

    private void readText(String line, int start) {
        boolean isUnderlined = UNDERLINE.matcher(lineAt(at)).matches()
                && !UNDERLINE.matcher(line).matches();
        if (isUnderlined) {
            nextLine();
        }
        add(isUnderlined ? Kind.HEADING : Kind.LINE, start);
    }

    /** A block of code that is not closed goes on to the end. */
    private void skipToFence(String opening) {
        while (at < text.length()) {
            String line = nextLine().strip();
            if (line.startsWith(opening) && line.chars().allMatch(c -> c == opening.charAt(0))) {
                return;
            }
        }
    }

    private void skipRows() {
        while (isRow(lineAt(at))) {
            nextLine();
        }
    }

    private static boolean isRow(String line) {
        return line.indexOf('|') >= 0;
    }

    private void add(Kind kind, int start) {
        blocks.add(new MarkdownBlock(kind, start, at));
    }

    private String nextLine() {
        int start = at;
        at = endOfLine(at);
        return text.substring(start, at);
    }

    private String lineAt(int start) {
        return text.substring(start, endOfLine(start));
    }

    private int endOfLine(int start) {
        int lineEnd = text.indexOf('\n', start);
        return lineEnd < 0 ? text.length() : lineEnd + 1;
    }
}
