package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Quota;
import io.github.hfconnect.inference.Quota.Unit;
import java.time.Duration;

/** A provider's limit of tokens a minute, which all its callers share. Time is a parameter, in nanoseconds. */
abstract class SimulatedQuota {

    static final long MINUTE = Duration.ofMinutes(1).toNanos();

    final double limit;

    SimulatedQuota(double limit) {
        this.limit = limit;
    }

    /** Takes a call's tokens where there are so many, and else refuses it. */
    abstract boolean admit(double tokens, long now);

    /** What the headers of an answer say. */
    abstract Quota told(long now);

    /** Fills up continuously, and says how long until it is full: OpenAI, Groq, Anthropic. */
    static SimulatedQuota bucket(double limit) {
        return new SimulatedQuota(limit) {
            private double level = limit;
            private long at;

            @Override
            boolean admit(double tokens, long now) {
                fill(now);
                boolean admitted = tokens <= level;
                level -= admitted ? tokens : 0;
                return admitted;
            }

            @Override
            Quota told(long now) {
                fill(now);
                Duration untilFull = Duration.ofNanos((long) ((limit - level) / limit * MINUTE));
                return new Quota("tokens", Unit.TOKENS, (long) limit, (long) level, untilFull, null);
            }

            private void fill(long now) {
                level = Math.min(limit, level + limit * (now - at) / MINUTE);
                at = now;
            }
        };
    }

    /** All of it is there again with each minute. */
    static SimulatedQuota fixedWindow(double limit) {
        return new SimulatedQuota(limit) {
            private double used;
            private long window;

            @Override
            boolean admit(double tokens, long now) {
                renew(now);
                boolean admitted = used + tokens <= limit;
                used += admitted ? tokens : 0;
                return admitted;
            }

            @Override
            Quota told(long now) {
                renew(now);
                Duration reset = Duration.ofNanos(MINUTE - now % MINUTE);
                return new Quota("tokens", Unit.TOKENS, (long) limit, (long) (limit - used), reset, null);
            }

            private void renew(long now) {
                if (now / MINUTE != window) {
                    window = now / MINUTE;
                    used = 0;
                }
            }
        };
    }

    /** Takes everything, so that it is seen what callers use by themselves. */
    static SimulatedQuota none() {
        return bucket(1e15);
    }
}
