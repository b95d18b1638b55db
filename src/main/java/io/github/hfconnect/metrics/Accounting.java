package io.github.hfconnect.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** Counts what came in and what became of it, so that at every moment each record is accounted for. Safe for use by several threads. */
public final class Accounting {

    private final LongAdder consumed = new LongAdder();
    private final Map<Disposition, LongAdder> ended = new EnumMap<>(Disposition.class);

    /** Nothing counted yet. */
    public Accounting() {
        for (Disposition disposition : Disposition.values()) {
            ended.put(disposition, new LongAdder());
        }
    }

    public void consumed() {
        consumed.increment();
    }

    /** One record has ended so. */
    public void ended(Disposition disposition) {
        ended(disposition, 1);
    }

    /**
     * The same of several records at once.
     *
     * @param records how many; 0 changes nothing
     */
    public void ended(Disposition disposition, int records) {
        adder(disposition).add(records);
    }

    public long count(Disposition disposition) {
        return adder(disposition).sum();
    }

    /** Records that were passed on without having been asked about, whatever the reason. */
    public long countPassed() {
        return sum(Disposition::isPass);
    }

    /** Records that were kept as dead letters, whatever the kind of their failure. */
    public long countReported() {
        return sum(Disposition::isReport);
    }

    public long countConsumed() {
        return consumed.sum();
    }

    /** Records neither ended nor returned. */
    public long inFlight() {
        // What has ended is read first: a record that ends meanwhile is then counted as in flight, never as less than
        // none.
        long allEnded = ended.values().stream().mapToLong(LongAdder::sum).sum();
        return consumed.sum() - allEnded;
    }

    private long sum(Predicate<Disposition> terms) {
        return ended.keySet().stream().filter(terms).mapToLong(this::count).sum();
    }

    private LongAdder adder(Disposition disposition) {
        return Objects.requireNonNull(ended.get(disposition));
    }
}
