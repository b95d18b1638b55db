package io.github.hfconnect.e2e.faults;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.WorkerMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** A broker and a worker that shows all there is to see: JMX open, our log at TRACE, secrets in its environment. */
record FaultCluster(BrokerProcess broker, WorkerProcess worker, WorkerMetrics metrics) implements AutoCloseable {

    static FaultCluster start(String group) throws IOException {
        BrokerProcess broker = BrokerProcess.start();
        WorkerSetup setup = WorkerSetup.of(broker.bootstrapServers())
                .group(group)
                .jmx()
                .jvmOption("-Dorg.slf4j.simpleLogger.log.io.github.hfconnect=trace");
        WorkerProcess worker = WorkerProcess.start(Planted.into(setup));
        return new FaultCluster(broker, worker, WorkerMetrics.of(worker));
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

    @Override
    public void close() {
        worker.close();
        broker.close();
    }
}
