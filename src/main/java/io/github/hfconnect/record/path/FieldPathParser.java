package io.github.hfconnect.record.path;

import java.util.ArrayList;
import java.util.List;

/** Reads the notation of KIP-821: a quoted name ends at the back-tick before a dot or the end, unless it is escaped. */
final class FieldPathParser {

    private final String text;
    private int position;

    FieldPathParser(String text) {
        this.text = text;
    }

    /** The notation of one name. */
    static String quoted(String name) {
        boolean needsQuotes = name.indexOf('.') >= 0 || name.startsWith("`");
        return needsQuotes ? "`" + name.replace("`.", "\\`.") + "`" : name;
    }

    List<String> steps() {
        List<String> steps = new ArrayList<>();
        do {
            steps.add(step());
            position++;
        } while (position <= text.length());
        return steps;
    }

    /** Reads one name and stops at the dot behind it or at the end. */
    private String step() {
        int start = position;
        String name = position < text.length() && text.charAt(position) == '`' ? quotedStep() : plainStep();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The path '" + text + "' has an empty name at position " + start
                    + ": remove the dot, or quote a name that contains dots with back-ticks");
        }
        return name;
    }

    private String plainStep() {
        int start = position;
        int dot = text.indexOf('.', start);
        position = dot < 0 ? text.length() : dot;
        return text.substring(start, position);
    }

    private String quotedStep() {
        int start = position;
        StringBuilder name = new StringBuilder();
        for (position++; position < text.length(); position++) {
            if (!endsStep(position)) {
                name.append(text.charAt(position));
            } else if (text.charAt(position - 1) == '\\') {
                name.setCharAt(name.length() - 1, '`');
            } else {
                position++;
                return name.toString();
            }
        }
        throw new IllegalArgumentException("The path '" + text + "' has a back-tick at position " + start
                + " without a closing one: add a back-tick before the next dot or at the end");
    }

    private boolean endsStep(int at) {
        boolean dotOrEndFollows = at + 1 == text.length() || text.charAt(at + 1) == '.';
        return text.charAt(at) == '`' && dotOrEndFollows;
    }
}
