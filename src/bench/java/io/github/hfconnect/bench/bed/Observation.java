package io.github.hfconnect.bench.bed;

import io.github.hfconnect.bench.endpoint.EndpointStatistics;
import io.github.hfconnect.bench.result.Figure;
import java.util.List;

/**
 * What one connector's run showed.
 *
 * @param records that came out
 * @param times at which the output was appended
 * @param samples of the worker
 * @param idle what the worker spends without a connector
 * @param endpoint what the endpoint counted
 * @param peakMegabytes the most memory that the worker's process held
 */
public record Observation(
        int records,
        AppendTimes times,
        List<Sample> samples,
        Cost.Idle idle,
        EndpointStatistics endpoint,
        double peakMegabytes) {

    /** The first fifth is the start, and the last tenth the end, where batches run dry. */
    public static final double FROM = 0.2;

    /** The share of the records after which the end begins. */
    public static final double TO = 0.9;

    /** The share of the records that are measured. */
    public static final double STEADY_SHARE = TO - FROM;

    /** Records per second at full speed, by the times at which the broker appended them to the output. */
    public double perSecond() {
        return times.perSecond(FROM, TO);
    }

    /** What a record cost at full speed. */
    public Cost cost() {
        return Cost.of(samples, idle, FROM, TO);
    }

    /** What is told of every run. */
    public List<Figure> costs() {
        return List.of(
                Figure.of("throughput", "records/s", perSecond()),
                Figure.of("CPU per record", "µs", cost().cpuMicros()),
                Figure.of("allocation per record", "bytes", cost().allocatedBytes()),
                Figure.of("calls per record", "", (double) endpoint.answered() / records),
                Figure.of("peak memory", "MB", peakMegabytes));
    }
}
