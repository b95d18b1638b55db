package io.github.hfconnect.inference;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a distributed trace, in the form of the W3C's recommendation "Trace Context" (level 1, 23 November 2021).
 *
 * @param traceparent version, id of the trace, id of the place, flags: {@code 00-<32 digits>-<16 digits>-<2 digits>}, hexadecimal
 * @param tracestate what vendors have added, or null
 */
public record TraceContext(String traceparent, @Nullable String tracestate) {

    /** The names of the headers, in records as in requests. */
    public static final String TRACEPARENT = "traceparent";

    public static final String TRACESTATE = "tracestate";

    /** Of a later version more may follow (3.2.4); no version is ff, and no id all zeros (3.2.2). */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[!-~]*)?");

    /** More need not be passed on (3.3.1.5). */
    private static final int LONGEST_STATE = 512;

    /** What two headers say; empty where they say nothing that can be passed on. */
    public static Optional<TraceContext> of(@Nullable String traceparent, @Nullable String tracestate) {
        return traceparent != null && FORM.matcher(traceparent).matches()
                ? Optional.of(new TraceContext(traceparent, isSendable(tracestate) ? tracestate : null))
                : Optional.empty();
    }

    /** It goes into a header of a request, and whoever writes records must not be able to add one. */
    private static boolean isSendable(@Nullable String state) {
        return state != null
                && !state.isBlank()
                && state.length() <= LONGEST_STATE
                && state.chars().allMatch(c -> (' ' <= c && c <= '~') || c == '\t');
    }
}
