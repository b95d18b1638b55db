package io.github.hfconnect.bench.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that can be measured. */
public final class Scenarios {

    private static final List<Scenario> OF_LABELS = List.of(
            new Saturation("saturation-50ms", Duration.ofMillis(50), 0.95),
            new Saturation("saturation-20ms", Duration.ofMillis(20), 0.95),
            new Trickle(),
            new Latency(),
            new Stragglers(),
            new SlowServer(),
            new StandbyDown(),
            new Tenants(),
            new ZeroLatency(),
            new HotPartition(),
            new TransformOverhead(),
            new MovingKnee(),
            new ScaleOut(),
            new PaidOnce(),
            new SharedQuota(),
            new Guarantees(),
            new Peers(),
            new FlinkPeer(),
            new StartUp(),
            new ManyPartitions(),
            new Takeover(),
            new ManyTasks(),
            new LargeRecords(),
            new Growth(),
            new PiecesOfDocuments(PiecesOfDocuments.FAST),
            new PiecesOfDocuments(PiecesOfDocuments.SLOW),
            new DocumentMemory(),
            new Snapshot(),
            new LongOutage());

    private static final List<Scenario> ALL =
            Stream.concat(OF_LABELS.stream(), Vectors.all()).toList();

    private Scenarios() {}

    /** Everything, in the order in which it is measured. */
    public static List<Scenario> all() {
        return ALL;
    }

    /** Those for a short run. */
    public static List<Scenario> quick() {
        return ALL.stream().filter(scenario -> !scenario.isLong()).toList();
    }

    /** The one that the command line knows by this name, if any. */
    public static Optional<Scenario> named(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }
}
