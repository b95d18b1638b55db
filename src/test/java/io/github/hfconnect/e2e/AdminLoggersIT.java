package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code PUT /admin/loggers/io.github.hfconnect} on a worker with the logging of Kafka's own distribution. */
@Timeout(180)
class AdminLoggersIT {

    private static final String LOGGER = "io.github.hfconnect";

    /** As Kafka's own connect-log4j2.yaml, in the notation of properties. */
    private static final String LOG4J = """
            appender.stdout.type=Console
            appender.stdout.name=STDOUT
            appender.stdout.layout.type=PatternLayout
            appender.stdout.layout.pattern=[%d] %p %X{connector.context}%m (%c:%L)%n
            rootLogger.level=INFO
            rootLogger.appenderRef.stdout.ref=STDOUT
            """;

    private static BrokerProcess broker;
    private static WorkerProcess worker;
    private static Topics topics;

    @BeforeAll
    static void startCluster(@TempDir Path directory) throws IOException {
        Path log4j = Files.writeString(directory.resolve("log4j2.properties"), LOG4J);
        broker = BrokerProcess.start();
        topics = new Topics(broker.bootstrapServers());
        worker = WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers())
                .group("loggers")
                .classPath(Checkout.locate().root().resolve("target/kafka/log4j") + "/*")
                .jvmOption("-Dlog4j2.configurationFile=" + log4j));
    }

    @AfterAll
    static void stopCluster() {
        worker.close();
        broker.close();
    }

    @Test
    void aLevelThatIsSetWhileAConnectorRunsShowsEachAttemptAndNoText() throws IOException {
        topics.create("levels", 1);
        try (ScriptedTei tei = ScriptedTei.start()) {
            worker.rest().put("levels", SinkConfigs.sink("levels", tei.url(), broker.bootstrapServers()));
            feed(0, 10);
            assertThat(attempts()).isEmpty();

            worker.rest().logLevel(LOGGER, "DEBUG");
            feed(10, 20);
            List<String> seen = attempts();
            assertThat(seen)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line)
                            .contains("DEBUG [levels|task-0]", "127.0.0.1:" + tei.port(), "inputs answered in"));
            assertThat(lines("private words")).isEmpty();

            worker.rest().logLevel(LOGGER, "INFO");
            feed(20, 30);
            assertThat(attempts()).isEqualTo(seen);
        }
    }

    /** Writes records and waits until they are enriched. */
    private static void feed(int from, int to) {
        topics.send(IntStream.range(from, to)
                .mapToObj(id -> Topics.chat("levels", 0, id, "private words " + id))
                .toList());
        topics.read("levels.enriched", to);
    }

    private static List<String> attempts() {
        return lines("AttemptLog");
    }

    private static List<String> lines(String text) {
        try (Stream<String> lines = Files.lines(worker.log())) {
            return lines.filter(line -> line.contains(text)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
