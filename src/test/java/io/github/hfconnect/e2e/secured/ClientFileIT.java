package io.github.hfconnect.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a secured cluster needs stands in a file on the worker, once for all connectors. */
@Timeout(240)
class ClientFileIT {

    @RegisterExtension
    private static final SecuredCluster CLUSTER = new SecuredCluster();

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aConnectorNamesTheFileAndNothingElse(String guarantee) throws IOException {
        try (SecuredConnector connector =
                SecuredConnector.of(CLUSTER, guarantee, "file").withOutputTopic()) {
            connector.allow(connector.documentedRules());
            connector.feed(0, 20, "hello");

            connector.start(connector.unsecured(
                    "output.producer.config.file",
                    clientFile("good.properties", "").toString()));
            connector.await(() -> connector.isCommitted(20));

            assertThat(connector.written()).hasSize(20);
        }
    }

    /** The file's own name is what somebody has to look for. */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aWrongPasswordInTheFileIsToldAtTheLogin(String guarantee) throws IOException {
        try (SecuredConnector connector =
                SecuredConnector.of(CLUSTER, guarantee, "bad-file").withOutputTopic()) {
            connector.allow(connector.documentedRules());
            connector.feed(0, 20, "hello");
            Path file = clientFile("bad.properties", "-wrong");

            connector.start(connector.unsecured("output.producer.config.file", file.toString()));

            assertThat(connector.awaitFailure()).contains("sasl.jaas.config").doesNotContain("-wrong");

            // Mended in the file alone: a restart reads it anew.
            Files.copy(clientFile("right.properties", ""), file, StandardCopyOption.REPLACE_EXISTING);
            CLUSTER.worker().rest().restart(connector.name());
            connector.await(() -> connector.failure().isEmpty());
            connector.await(() -> connector.isCommitted(20));
            assertThat(connector.written()).hasSize(20);
        }
    }

    /** As Kafka's own tools take it with {@code --command-config}. */
    private static Path clientFile(String name, String afterPassword) throws IOException {
        String password = Principal.WRITER.password();
        return CLUSTER.broker()
                .write(
                        name,
                        CLUSTER.writer().entrySet().stream()
                                .map(setting -> setting.getKey() + "="
                                        + setting.getValue().replace(password, password + afterPassword))
                                .collect(Collectors.joining("\n")));
    }
}
