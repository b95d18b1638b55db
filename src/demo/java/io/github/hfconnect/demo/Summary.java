package io.github.hfconnect.demo;

import com.google.errorprone.annotations.FormatMethod;
import io.github.hfconnect.demo.Arrival.Kind;
import io.github.hfconnect.demo.model.ServerStatistics;
import java.util.List;
import java.util.Locale;

/**
 * What became of all records.
 *
 * @param fed records that went in
 * @param ledger of those that came out
 * @param model what the model server counted
 * @param seconds from the first record fed to the last one read
 */
record Summary(long fed, Ledger ledger, ServerStatistics model, double seconds) {

    /** Whether every record came out once and in order. */
    boolean isClean() {
        return missing() == 0 && ledger.duplicated() == 0 && ledger.disordered() == 0;
    }

    /** One fact a line. */
    List<String> lines() {
        return List.of(
                line("records fed   %d to %s", fed, DemoTopics.CHAT),
                line("enriched      %d to %s", ledger.count(Kind.ENRICHED), DemoTopics.MODERATED),
                line("flagged       %d to %s", ledger.count(Kind.FLAGGED), DemoTopics.FLAGGED),
                line("passed        %d blank, without a call, to %s", ledger.count(Kind.PASSED), DemoTopics.MODERATED),
                line("dead letters  %d to %s, with their reasons", ledger.count(Kind.DEAD), DemoTopics.DEAD),
                line("model calls   %d, %.1f texts a call on average", model.calls(), model.meanBatch()),
                line("time          %.1f s, %.0f records a second", seconds, fed / seconds),
                line(
                        "the books     %d missing, %d duplicated, %d out of order",
                        missing(), ledger.duplicated(), ledger.disordered()));
    }

    private long missing() {
        return fed - ledger.distinct();
    }

    @FormatMethod
    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
