package io.github.hfconnect.demo.cluster;

import java.util.List;

/** The options of a broker's or a worker's JVM that decide about its speed. */
final class JvmTuning {

    private JvmTuning() {}

    /**
     * Little memory at first, few threads: for many processes on a laptop that each do little. Compiled by the client compiler only: a
     * broker is up in 2 s, a worker with 4.9 s of the processor's time in place of 6.8, and both are fast enough for a laptop's traffic.
     */
    static List<String> light(String heap) {
        return List.of("-Xms128m", "-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    /** What Kafka's own start scripts set ({@code KAFKA_JVM_PERFORMANCE_OPTS}), and all of the heap from the start. */
    static List<String> asKafkaStarts(String heap) {
        return List.of(
                "-Xms" + heap,
                "-Xmx" + heap,
                "-server",
                "-XX:+UseG1GC",
                "-XX:MaxGCPauseMillis=20",
                "-XX:InitiatingHeapOccupancyPercent=35",
                "-XX:+ExplicitGCInvokesConcurrent");
    }
}
