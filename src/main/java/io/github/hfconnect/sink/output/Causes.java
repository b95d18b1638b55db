package io.github.hfconnect.sink.output;

import java.util.ArrayList;
import java.util.List;

/** What a failure and its causes say: those of a converter seldom say why by themselves. */
public final class Causes {

    private Causes() {}

    /** Each once, the failure's own first. */
    public static String of(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
            if (messages.stream().noneMatch(said -> said.contains(message))) {
                messages.add(message);
            }
        }
        return String.join(": ", messages);
    }
}
