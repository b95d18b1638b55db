package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Observation;
import java.time.Duration;

/**
 * How long a measurement may take.
 *
 * @param steady of work at full speed, at the least
 * @param warmUp records before the first measurement, so that the worker's code is compiled
 * @param many records, where many are the point
 * @param outage of the endpoint
 * @param settling that a limit has to find a new knee
 */
public record Effort(int warmUp, Duration steady, int many, Duration outage, Duration settling) {

    /** For figures that are to be quoted. */
    public static final Effort FULL =
            new Effort(300_000, Duration.ofSeconds(15), 1_000_000, Duration.ofMinutes(1), Duration.ofSeconds(30));

    /** For the usual run of a few minutes. */
    public static final Effort SHORT =
            new Effort(300_000, Duration.ofSeconds(6), 150_000, Duration.ofSeconds(10), Duration.ofSeconds(10));

    /** The same with another number of records where many are the point. */
    public Effort withMany(int records) {
        return new Effort(warmUp, steady, records, outage, settling);
    }

    /** As many records as an endpoint can answer in the steady time and the time around it that is not measured. */
    int records(int callsInFlight, int batch, Duration latency) {
        double perSecond = callsInFlight * batch / (latency.toNanos() / 1e9);
        return (int) Math.ceil(perSecond * steady.toNanos() / 1e9 / Observation.STEADY_SHARE);
    }
}
