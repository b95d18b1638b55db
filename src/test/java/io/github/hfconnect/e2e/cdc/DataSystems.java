package io.github.hfconnect.e2e.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.bench.postgres.PostgresInstallation;
import io.github.hfconnect.bench.postgres.PostgresProcess;
import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.WorkerMetrics;
import java.io.IOException;
import java.util.List;

/** A PostgreSQL, a broker, and a worker with the plugin, Debezium's source and sink, and Apicurio's converters. */
record DataSystems(PostgresProcess postgres, BrokerProcess broker, WorkerProcess worker, WorkerMetrics metrics)
        implements AutoCloseable {

    static DataSystems start(PostgresInstallation installation) throws IOException {
        PostgresProcess postgres = PostgresProcess.start(installation);
        BrokerProcess broker = BrokerProcess.start();
        WorkerProcess worker = WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers())
                .group("data-systems")
                .property("plugin.path", pluginPath())
                // Apicurio's jars have no service manifests.
                .property("plugin.discovery", "hybrid_warn")
                .property("topic.creation.default.replication.factor", "1")
                .environment("HF_DATABASE_PASSWORD", "not needed")
                .heap("1g")
                .jmx());
        return new DataSystems(postgres, broker, worker, WorkerMetrics.of(worker));
    }

    private static String pluginPath() {
        Checkout checkout = Checkout.locate();
        return checkout.pluginPath() + "," + checkout.root().resolve("target/kafka/connect-plugins");
    }

    Topics topics() {
        return new Topics(broker.bootstrapServers());
    }

    /**
     * Runs a connector of a committed file with the addresses of these systems.
     *
     * @return the connector as it runs
     */
    ConnectorJson run(ConnectorJson connector) {
        ConnectorJson here = connector
                .replacing("127.0.0.1:9092", broker.bootstrapServers())
                .replacing("127.0.0.1:5432", "127.0.0.1:" + postgres.port())
                .replacing("5432", Integer.toString(postgres.port()));
        worker.rest().put(here.name(), here.config());
        worker.rest().awaitRunning(here.name(), 1);
        return here;
    }

    /** Fails with the trace where one of these connectors or a task of it has failed. */
    void assertRunning(List<ConnectorJson> connectors) {
        connectors.forEach(
                connector -> assertThat(worker.rest().status(connector.name()).failure())
                        .as(connector.name())
                        .isEmpty());
    }

    /** Removes connectors, so that they do not go on beside those of other cases. */
    void remove(List<ConnectorJson> connectors) {
        connectors.forEach(connector -> worker.rest().delete(connector.name()));
    }

    @Override
    public void close() {
        worker.close();
        broker.close();
        postgres.close();
    }
}
