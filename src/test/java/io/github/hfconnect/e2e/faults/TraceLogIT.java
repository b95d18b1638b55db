package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker writes of secrets where all of it, Kafka, Connect, Jetty and OkHttp, logs at TRACE, in each kind of fault that has to do with them. */
@Tag("faults")
@Timeout(240)
class TraceLogIT {

    /** OkHttp speaks to the JDK's own logging. */
    private static final String ALL_OF_OKHTTP = """
            handlers = java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level = ALL
            okhttp3.level = ALL
            """;

    @TempDir
    private static Path directory;

    private static FaultCluster cluster;

    @BeforeAll
    static void startCluster() throws IOException {
        Path jdkLogging = Files.writeString(directory.resolve("logging.properties"), ALL_OF_OKHTTP);
        cluster = FaultCluster.start(
                "trace",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                "-Djava.util.logging.config.file=" + jdkLogging);
    }

    @AfterAll
    static void scanAndStop() {
        assertThat(cluster.logLines("TRACE WorkerSinkTask")).isNotEmpty();
        assertThat(cluster.logLines("TRACE NetworkClient")).isNotEmpty();
        assertThat(cluster.logLines("okhttp3.")).isNotEmpty();
        assertThat(cluster.logLines("${env:HF_GATEWAY_KEY}")).isNotEmpty();
        SecretScan.ofLog(cluster);
        SecretScan.ofRecords(cluster.topics().readIfThere("trace-configs"));
        cluster.close();
    }

    @Test
    void tokenIsRefusedAndQuoted() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(call -> Faults.quoting(401, call.headers()));
                Scenario scenario = Scenario.of(cluster, "trace-token", 20, id -> "hello " + id)) {
            scenario.start(tei.url());

            assertThat(scenario.assertFailedUntouched()).contains("MISCONFIGURED", "`token`", "[hidden]");
        }
    }

    @Test
    void tokenIsQuotedInARefusal() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(
                        call -> call.texts().contains("bad") ? Faults.quoting(422, call.headers()) : null);
                Scenario scenario = Scenario.of(cluster, "trace-quoted", 20, id -> id == 7 ? "bad" : "hello " + id)) {
            scenario.start(tei.url());

            scenario.assertDead(Set.of(7), "Rejected");
        }
    }

    @Test
    void tokenIsQuotedInAnOutage() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(call -> Faults.quoting(500, call.headers()));
                Scenario scenario = Scenario.of(cluster, "trace-outage", 20, id -> "hello " + id)) {
            scenario.start(tei.url());
            scenario.await(scenario::isOutage);
            tei.failWith(null);

            scenario.assertAllEnriched();
        }
    }

    @Test
    void proxyRefusesThePassword() throws IOException {
        try (ScriptedTei proxy = ScriptedTei.start(call -> Faults.status(407, ""));
                Scenario scenario = Scenario.of(cluster, "trace-proxy", 20, id -> "hello " + id)) {
            scenario.start("http://model.example", Planted.proxy(proxy.url()));

            assertThat(scenario.assertFailedUntouched()).contains("MISCONFIGURED", "`proxy.password`");
        }
    }

    /**
     * Jetty shows the ends of what it is sent: what stands there plainly can be seen, and instead of a config provider's value its
     * name. Nobody else shows it.
     */
    @Test
    void whatIsWrittenPlainlyIsShownByTheServerOfRestAlone() throws IOException {
        String plain = "plain-key-4711";
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.of(cluster, "trace-plain", 20, id -> "hello " + id)) {
            scenario.start(tei.url(), "headers.X-Other-Key", plain);
            scenario.assertAllEnriched();

            assertThat(cluster.logLines(plain))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains(" [qtp", " DEBUG "));
        }
    }
}
