package io.github.hfconnect.demo.cluster;

import java.util.List;

/** The options of a broker's or a worker's JVM that decide about its speed. */
final class JvmTuning {

    private JvmTuning() {}

    /** Little memory at first, few threads: for many processes on a laptop that each do little. */
    static List<String> light(String heap) {
        return List.of("-Xms128m", "-Xmx" + heap, "-XX:+UseSerialGC");
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
