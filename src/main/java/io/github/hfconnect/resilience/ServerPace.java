package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Quota;
import io.github.hfconnect.inference.Quota.Unit;
import io.github.hfconnect.inference.QuotaListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How one endpoint is called so that none of the limits that it tells is passed: by the slowest of their paces. Safe for use by
 * several threads; time is a parameter: each {@code now} is a reading of {@link io.github.hfconnect.inference.Time}, in nanoseconds.
 */
public final class ServerPace implements QuotaListener {

    /** Hears that a server's limit stops all calls to it for a time that people notice. */
    @FunctionalInterface
    public interface Stopped {

        void by(Quota quota, Duration wait);
    }

    private static final Duration NOTICED = Duration.ofSeconds(10);

    private final int others;
    private final Stopped stopped;

    @GuardedBy("this")
    private final Map<String, QuotaPace> paces = new LinkedHashMap<>();

    @GuardedBy("this")
    private List<Quota> unheard = List.of();

    @GuardedBy("this")
    private int callsUnderWay;

    @GuardedBy("this")
    private double tokensUnderWay;

    @GuardedBy("this")
    private boolean told;

    /** A server of which nobody wants to hear. */
    public ServerPace(int others) {
        this(others, (quota, wait) -> {});
    }

    /**
     * A server that has said nothing yet.
     *
     * @param others tasks that are known to call it with the same credentials
     * @param stopped is told once each time
     */
    public ServerPace(int others, Stopped stopped) {
        this.others = others;
        this.stopped = stopped;
    }

    /** Kept until the call that has brought it has ended, which is when it is known what is still under way. */
    @Override
    public synchronized void said(List<Quota> quotas) {
        unheard = quotas;
    }

    /** A call leaves that is expected to be billed so many tokens. */
    synchronized void left(double tokens, long now) {
        told = false;
        callsUnderWay++;
        tokensUnderWay += tokens;
        paces.values().forEach(pace -> pace.left(amount(pace.said().unit(), tokens), now));
    }

    /** That call has ended. */
    synchronized void ended(double tokens, long now) {
        callsUnderWay--;
        tokensUnderWay = callsUnderWay == 0 ? 0 : tokensUnderWay - tokens;
        if (unheard.isEmpty()) {
            paces.values().forEach(pace -> pace.endedUnheard(amount(pace.said().unit(), tokens)));
        } else {
            paces.keySet().retainAll(unheard.stream().map(Quota::name).toList());
            unheard.forEach(quota -> hear(quota, now));
            unheard = List.of();
        }
    }

    @GuardedBy("this")
    private void hear(Quota quota, long now) {
        double underWay = quota.unit() == Unit.TOKENS ? tokensUnderWay : callsUnderWay;
        paces.computeIfAbsent(quota.name(), any -> new QuotaPace(quota, others, now))
                .hear(quota, underWay, now);
    }

    /** How long a call of so many tokens has to wait. */
    synchronized Duration delay(double tokens, long now) {
        Duration longest = Duration.ZERO;
        for (QuotaPace pace : paces.values()) {
            Duration wait = pace.delay(amount(pace.said().unit(), tokens), now);
            longest = wait.compareTo(longest) > 0 ? wait : longest;
            tell(pace.said(), wait);
        }
        return longest;
    }

    @GuardedBy("this")
    private void tell(Quota quota, Duration wait) {
        if (!told && wait.compareTo(NOTICED) >= 0) {
            told = true;
            stopped.by(quota, wait);
        }
    }

    /**
     * The least that remains of a limit in this unit; empty where the server tells none.
     *
     * @param now a reading of {@link io.github.hfconnect.inference.Time}
     * @return calls or tokens, as the unit says
     */
    public synchronized OptionalDouble remaining(Unit unit, long now) {
        return paces.values().stream()
                .filter(pace -> pace.said().unit() == unit)
                .mapToDouble(pace -> pace.remaining(now))
                .min();
    }

    private static double amount(Unit unit, double tokens) {
        return unit == Unit.TOKENS ? tokens : 1;
    }
}
