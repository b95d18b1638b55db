package io.github.hfconnect.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.FreePorts;
import io.github.hfconnect.e2e.SinkConfigs;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An output cluster that is away costs a few lines of the log, and nothing once the connector is gone. */
class OutputAwayIT {

    private static final Duration A_WHILE = Duration.ofSeconds(20);

    /** Further clients of that cluster. */
    private static final String[] KEPT = {
        "cache.topic", "kept.answers", "connector.state.topic", "kept.state", "budget.max.requests", "1000"
    };

    @RegisterExtension
    private static final SecuredCluster CLUSTER = new SecuredCluster();

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void nobodyIsThereFromTheStart(String guarantee) throws IOException {
        try (SecuredConnector connector = SecuredConnector.of(CLUSTER, guarantee, "away")) {
            connector.feed(0, 50, "hello");
            String nobody = "127.0.0.1:" + FreePorts.any();
            connector.start(SinkConfigs.with(connector.secured(KEPT), "output.bootstrap.servers", nobody));
            connector.await(() -> !CLUSTER.logLines("does not answer", nobody, "output.bootstrap.servers")
                    .isEmpty());

            // What clients say of themselves when they are made is no flood.
            connector.await(() -> !CLUSTER.logLines(connector.name(), "finished initialization and start")
                    .isEmpty());

            assertThat(CLUSTER.logLinesWithin(A_WHILE))
                    .as("lines of the log while it waits")
                    .isLessThan(40);
            assertThat(connector.failure()).isEmpty();
        }
        assertQuiet();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itGoesAwayAndComesBack(boolean keeps) throws IOException {
        try (BrokerProcess output = BrokerProcess.start();
                SecuredConnector connector = SecuredConnector.of(CLUSTER, "at-least-once", "back-" + keeps)) {
            Topics written = new Topics(output.bootstrapServers());
            connector.feed(0, 20, "hello");
            connector.start(SinkConfigs.with(
                    connector.unsecured(keeps ? KEPT : new String[0]),
                    "output.bootstrap.servers",
                    output.bootstrapServers()));
            connector.await(() -> connector.isCommitted(20));

            output.stop();
            connector.feed(20, 40, "hello");
            connector.await(() -> !CLUSTER.logLines("does not answer", output.bootstrapServers())
                    .isEmpty());
            assertThat(CLUSTER.logLinesWithin(A_WHILE))
                    .as("lines of the log while it is away")
                    .isLessThan(100);

            output.restart();
            output.awaitReady();
            connector.await(() -> connector.isCommitted(40));
            assertThat(written.readIfThere(connector.outputTopic()))
                    .extracting(Topics::id)
                    .contains(0, 19, 20, 39);
        }
        assertQuiet();
    }

    /** Nothing of the connector runs or writes any more. */
    private static void assertQuiet() {
        Waiting.until(
                Waiting.PATIENCE,
                () -> CLUSTER.metrics().threads().stream().noneMatch(thread -> thread.startsWith("hf-")));
        // Not at once: on a busy machine Connect itself is not done with the connector's end yet.
        Waiting.until(Waiting.PATIENCE, () -> CLUSTER.logLinesWithin(Duration.ofSeconds(5)) < 10);
    }
}
