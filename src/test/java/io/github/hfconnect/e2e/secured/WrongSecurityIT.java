package io.github.hfconnect.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.cli.Cli;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.SinkConfigs;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector that says the wrong thing of its output cluster's security: it fails at once, says at which key, and hurts nobody. */
class WrongSecurityIT {

    private static final String PROTOCOL = "`output.producer.security.protocol`";

    @RegisterExtension
    private static final SecuredCluster CLUSTER = new SecuredCluster();

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void protocolThatIsNotNamedFailsTheTaskAndSparesTheWorker(String guarantee) throws IOException {
        try (SecuredConnector connector =
                SecuredConnector.of(CLUSTER, guarantee, "unnamed").withOutputTopic()) {
            connector.feed(0, 50, "hello");
            long linesBefore = CLUSTER.logLines().size();
            long threadsBefore = CLUSTER.metrics().threads().size();

            connector.start(connector.unsecured());
            String failure = connector.awaitFailure();

            assertThat(failure)
                    .contains("`output.bootstrap.servers`", CLUSTER.broker().bootstrapServers(), PROTOCOL, "SASL_SSL");
            assertThat(connector.tei().calls())
                    .as("calls that were paid for nothing")
                    .isEmpty();
            assertThat(CLUSTER.logLines("OutOfMemoryError")).isEmpty();
            // Connect writes the whole configuration of each client several times.
            assertThat(CLUSTER.logLines().size() - linesBefore)
                    .as("lines of the log, with those of the connector's creation")
                    .isLessThan(1000);
            // Not at once: on a busy machine Connect itself is not done with the failed task yet.
            Waiting.until(Waiting.PATIENCE, () -> CLUSTER.logLinesWithin(Duration.ofSeconds(5)) < 10);
            Waiting.until(
                    Waiting.PATIENCE,
                    () -> CLUSTER.metrics().threads().stream().noneMatch(thread -> thread.startsWith("hf-")));
            assertThat(CLUSTER.metrics().threads().size() - threadsBefore)
                    .as("threads that stay")
                    .isLessThan(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void tlsWithoutALogin(String guarantee) throws IOException {
        assertThat(failureOf(guarantee, "no-login", "output.producer.security.protocol", "SSL"))
                .contains(PROTOCOL, "SASL_SSL", CLUSTER.broker().bootstrapServers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void loginWithoutTls(String guarantee) throws IOException {
        assertThat(failureOf(guarantee, "no-tls", "output.producer.security.protocol", "SASL_PLAINTEXT"))
                .contains(PROTOCOL, "SASL_SSL", CLUSTER.broker().bootstrapServers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void wrongPassword(String guarantee) throws IOException {
        assertThat(failureOf(
                        guarantee,
                        "wrong-password",
                        "output.producer.sasl.jaas.config",
                        Principal.WRITER.login("not-" + Principal.WRITER.password())))
                .contains("`output.producer.sasl.jaas.config`", "refuses")
                .doesNotContain(Principal.WRITER.password())
                .doesNotContain("cannot be created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void wrongMechanism(String guarantee) throws IOException {
        assertThat(failureOf(guarantee, "wrong-mechanism", "output.producer.sasl.mechanism", "SCRAM-SHA-512"))
                .contains("`output.producer.sasl.mechanism`", "PLAIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void certificateThatIsNotTrusted(String guarantee) throws IOException {
        try (Authority stranger = new Authority()) {
            String trustStore = stranger.trustStore().toString();
            assertThat(failureOf(guarantee, "untrusted", "output.producer.ssl.truststore.location", trustStore))
                    .contains("certificate", "`output.producer.ssl.truststore.location`")
                    .doesNotContain("cannot be created");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void certificateOfAnotherHost(String guarantee) throws IOException {
        // The broker's certificate names the address alone.
        assertThat(failureOf(
                        guarantee,
                        "other-host",
                        "output.bootstrap.servers",
                        "localhost:" + CLUSTER.broker().port()))
                .contains("certificate", "localhost", "`output.bootstrap.servers`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void hostThatNobodyKnows(String guarantee) throws IOException {
        assertThat(failureOf(guarantee, "unknown-host", "output.bootstrap.servers", "kafka.nowhere.invalid:9092"))
                .contains("`output.bootstrap.servers`", "kafka.nowhere.invalid")
                .doesNotContain("Failed to construct");
    }

    @Test
    void theCommandLineSaysTheSameBeforeThereIsAConnector(@TempDir Path directory) throws IOException {
        try (ScriptedTei tei = ScriptedTei.start()) {
            Map<String, String> config =
                    SinkConfigs.sink("any", tei.url(), CLUSTER.broker().bootstrapServers());
            CLUSTER.writer().forEach((key, value) -> config.put("output.producer." + key, value));

            Cli right = validated(directory, config);
            Cli withoutLogin =
                    validated(directory, SinkConfigs.with(config, "output.producer.security.protocol", "SSL"));
            Cli wrongPassword = validated(
                    directory,
                    SinkConfigs.with(config, "output.producer.sasl.jaas.config", Principal.WRITER.login("not-it")));

            assertThat(right.out()).contains("output cluster: lets the connector in");
            assertThat(right.exitCode()).isZero();
            assertThat(withoutLogin.out()).contains(PROTOCOL, "SASL_SSL");
            assertThat(withoutLogin.exitCode()).isEqualTo(1);
            assertThat(wrongPassword.out())
                    .contains("refuses these credentials", "`output.producer.sasl.jaas.config`")
                    .doesNotContain("not-it");
            assertThat(wrongPassword.exitCode()).isEqualTo(1);
        }
    }

    private static Cli validated(Path directory, Map<String, String> config) throws IOException {
        Path file = directory.resolve("connector.json");
        new ObjectMapper().writeValue(file.toFile(), config);
        return Cli.run("validate", file.toString());
    }

    /** What the task says where all is right but one setting; no call is paid for, and nothing is lost. */
    private static String failureOf(String guarantee, String topic, String key, String value) throws IOException {
        try (SecuredConnector connector =
                SecuredConnector.of(CLUSTER, guarantee, topic).withOutputTopic()) {
            connector.allow(connector.documentedRules());
            connector.feed(0, 20, "hello");
            Map<String, String> config = connector.secured(key, value);
            connector.start(config);
            String failure = connector.awaitFailure();
            assertThat(connector.tei().calls())
                    .as("calls that were paid for nothing")
                    .isEmpty();

            connector.startAgain(connector.secured());
            connector.await(() -> connector.isCommitted(20));
            assertThat(connector.written()).hasSize(20);
            return failure;
        }
    }
}
