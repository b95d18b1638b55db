package io.github.hfconnect.record.path;

import java.util.List;
import java.util.regex.Pattern;

/** A step of a path through a list. */
final class ListIndex {

    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    private ListIndex() {}

    static boolean isIn(List<?> list, String step) {
        return INDEX.matcher(step).matches() && Integer.parseInt(step) < list.size();
    }
}
