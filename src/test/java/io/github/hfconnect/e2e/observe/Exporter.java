package io.github.hfconnect.e2e.observe;

import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.FreePorts;
import java.nio.file.Path;

/**
 * The JMX exporter of Prometheus, as it is released, inside of a worker, with the committed rules.
 *
 * @param port that it is scraped at, on loopback
 */
record Exporter(int port) {

    static Exporter onFreePort() {
        return new Exporter(FreePorts.any());
    }

    /** What the worker's JVM is started with. */
    String jvmOption() {
        Path root = Checkout.locate().root();
        Path agent = root.resolve("target/kafka/jmx-exporter/jmx_prometheus_javaagent.jar");
        return "-javaagent:" + agent + "=127.0.0.1:" + port + ":" + root.resolve("config/prometheus/jmx-exporter.yml");
    }

    /** Where it is scraped. */
    String target() {
        return "127.0.0.1:" + port;
    }
}
