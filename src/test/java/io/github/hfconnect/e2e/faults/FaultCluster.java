package io.github.hfconnect.e2e.faults;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.WorkerMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A broker and a worker that shows all there is to see: JMX open, our log at TRACE, secrets in its environment. */
record FaultCluster(BrokerProcess broker, WorkerProcess worker, WorkerMetrics metrics) implements AutoCloseable {

    static FaultCluster start(String group, String... jvmOptions) throws IOException {
        return start(broker -> setup(broker, group, jvmOptions));
    }

    /** The same with the converters of others beside the plugin. */
    static FaultCluster startWithConverters(String group) throws IOException {
        Checkout checkout = Checkout.locate();
        return start(broker -> setup(broker, group)
                .property(
                        "plugin.path",
                        checkout.pluginPath() + "," + checkout.root().resolve("target/kafka/connect-plugins"))
                // Apicurio's jars have no service manifests.
                .property("plugin.discovery", "hybrid_warn"));
    }

    private static FaultCluster start(Function<BrokerProcess, WorkerSetup> setup) throws IOException {
        BrokerProcess broker = BrokerProcess.start();
        try {
            WorkerProcess worker = WorkerProcess.start(setup.apply(broker));
            return new FaultCluster(broker, worker, WorkerMetrics.of(worker));
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** A worker of that group, be it the first or a further one. */
    static WorkerProcess worker(BrokerProcess broker, String group, String... jvmOptions) throws IOException {
        return WorkerProcess.start(setup(broker, group, jvmOptions));
    }

    private static WorkerSetup setup(BrokerProcess broker, String group, String... jvmOptions) {
        WorkerSetup setup = WorkerSetup.of(broker.bootstrapServers())
                .group(group)
                .jmx()
                .jvmOption("-Dorg.slf4j.simpleLogger.log.io.github.hfconnect=trace");
        List.of(jvmOptions).forEach(setup::jvmOption);
        return Planted.into(setup);
    }

    Topics topics() {
        return new Topics(broker.bootstrapServers());
    }

    /** Lines of the worker's log that hold all of these texts. */
    List<String> logLines(String... texts) {
        try (Stream<String> lines = Files.lines(worker.log())) {
            return lines.filter(line -> Stream.of(texts).allMatch(line::contains))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time between two lines of the log. */
    static Duration timeBetween(String earlier, String later) {
        Duration time = Duration.between(time(earlier), time(later));
        return time.isNegative() ? time.plusDays(1) : time;
    }

    private static LocalTime time(String line) {
        return LocalTime.parse(line.substring(0, line.indexOf(' ')));
    }

    @Override
    public void close() {
        worker.close();
        broker.close();
    }
}
