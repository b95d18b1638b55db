package io.github.hfconnect.bench.bed;

import java.util.List;

/**
 * What a record costs the worker.
 *
 * @param cpuMicros processor time
 * @param allocatedBytes on the heap
 */
public record Cost(double cpuMicros, double allocatedBytes) {

    /** What an idle worker spends in a second, with the questions of the benchmark. */
    record Idle(double cpuNanosPerSecond, double bytesPerSecond) {

        static Idle between(Sample from, Sample to) {
            double seconds = (to.nanos() - from.nanos()) / 1e9;
            return new Idle(
                    (to.cpuNanos() - from.cpuNanos()) / seconds,
                    (to.allocatedBytes() - from.allocatedBytes()) / seconds);
        }
    }

    /**
     * The cost of the records between two shares of all, by the samples next to them on the outside: where few samples were
     * taken, there are records between these two all the same.
     *
     * @param samples in the order of time
     */
    static Cost of(List<Sample> samples, Idle idle, double from, double to) {
        long all = samples.get(samples.size() - 1).settled();
        Sample first = lastBefore(samples, (long) (from * all));
        Sample last = firstWith(samples, (long) (to * all));
        double records = Math.max(1, last.settled() - first.settled());
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        double cpu = last.cpuNanos() - first.cpuNanos() - seconds * idle.cpuNanosPerSecond();
        double bytes = last.allocatedBytes() - first.allocatedBytes() - seconds * idle.bytesPerSecond();
        return new Cost(cpu / records / 1000, bytes / records);
    }

    private static Sample lastBefore(List<Sample> samples, long settled) {
        return samples.stream()
                .takeWhile(sample -> sample.settled() <= settled)
                .reduce(samples.get(0), (earlier, later) -> later);
    }

    private static Sample firstWith(List<Sample> samples, long settled) {
        return samples.stream()
                .filter(sample -> sample.settled() >= settled)
                .findFirst()
                .orElseThrow();
    }
}
