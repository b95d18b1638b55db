package io.github.hfconnect.demo;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.ConnectRest;
import io.github.hfconnect.demo.cluster.ConnectorStatus;
import io.github.hfconnect.demo.cluster.FreePorts;
import io.github.hfconnect.demo.cluster.ModelProcess;
import io.github.hfconnect.demo.cluster.ServerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import io.github.hfconnect.demo.model.ServerStatistics;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Everything that the demo runs on: a broker, a worker and a model server as processes, started side by side.
 * Where a part does not come up, the others end with this JVM.
 */
final class DemoCluster implements AutoCloseable {

    private final DemoConnector connector;
    private final BrokerProcess broker;
    private final WorkerProcess worker;
    private final ModelProcess model;

    private DemoCluster(DemoConnector connector, BrokerProcess broker, WorkerProcess worker, ModelProcess model) {
        this.connector = connector;
        this.broker = broker;
        this.worker = worker;
        this.model = model;
    }

    /** Starts all, creates the topics and waits until each part answers. */
    static DemoCluster start(DemoConnector connector, DemoOptions options, Screen screen) throws IOException {
        screen.progress("starting a Kafka broker, a Connect worker and a model server");
        int brokerPort = port(options.brokerPort(), 9092, options);
        // Before its broker, which it waits for: the two start side by side.
        WorkerProcess worker = WorkerProcess.launch(
                WorkerSetup.of("127.0.0.1:" + brokerPort).port(port(options.connectPort(), 8083, options)));
        ModelProcess model = ModelProcess.launch(port(options.modelPort(), 8085, options));
        BrokerProcess broker = BrokerProcess.launch(Checkout.locate(), brokerPort, Map.of());
        broker.awaitReady();
        screen.progress("broker ready at " + broker.bootstrapServers());
        DemoTopics.create(broker.bootstrapServers(), connector.topics());
        model.awaitReady();
        screen.progress("model server ready at " + model.url());
        worker.awaitReady();
        screen.progress("Connect worker ready at " + worker.rest().base());
        return new DemoCluster(connector, broker, worker, model);
    }

    /** Posts the connector with the addresses of this cluster, and waits until it runs. */
    void startConnector() throws IOException {
        rest().post(connector.json(broker.bootstrapServers(), model.url()));
        rest().awaitRunning(connector.name(), DemoConnector.TASKS);
    }

    /** What the worker says of the connector. */
    ConnectorStatus status() {
        return rest().status(connector.name());
    }

    /** What has ended or failed, with its reason, or an empty text. */
    String failure() {
        for (ServerProcess server : List.of(broker, model, worker)) {
            if (!server.isAlive()) {
                return "The " + server.name() + " has ended; the end of its log:\n" + server.logTail();
            }
        }
        String trace = status().failure();
        return trace.isEmpty() ? "" : "The connector has failed:\n" + trace;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    String connector() {
        return connector.name();
    }

    ConnectRest rest() {
        return worker.rest();
    }

    ServerStatistics modelStatistics() {
        return model.statistics();
    }

    /** A vector for each of a few texts. */
    List<List<Float>> embed(List<String> texts) {
        return model.embed(texts);
    }

    String modelUrl() {
        return model.url();
    }

    String workerLog() {
        return worker.logTail();
    }

    /** Ends all at once: nothing here is kept, so nothing needs an orderly end. */
    @Override
    public void close() {
        List.of(worker, model, broker).forEach(ServerProcess::kill9);
        List.of(worker, model, broker).forEach(ServerProcess::close);
    }

    /** The port asked for, or any free one; what stays to be played with is at the usual address, if that is free. */
    private static int port(int asked, int usual, DemoOptions options) {
        if (asked != 0 && !FreePorts.isFree(asked)) {
            throw new DemoFailedException("Port " + asked + " is taken");
        }
        if (asked != 0) {
            return asked;
        }
        return options.keep() && FreePorts.isFree(usual) ? usual : FreePorts.any();
    }
}
