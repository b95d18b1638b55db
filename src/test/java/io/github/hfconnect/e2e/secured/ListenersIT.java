package io.github.hfconnect.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.FreePorts;
import io.github.hfconnect.kafka.ClientKeys;
import io.github.hfconnect.kafka.ClusterGate;
import io.github.hfconnect.wiring.SystemTime;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One look tells which of a real broker's four kinds of listener is there, whatever the client believes. */
class ListenersIT {

    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final Map<String, Integer> PORTS =
            PROTOCOLS.stream().collect(Collectors.toMap(protocol -> protocol, protocol -> FreePorts.any()));

    private static BrokerProcess broker;
    private static Authority authority;
    private static String trustStore;

    @BeforeAll
    static void startBroker() throws IOException {
        authority = new Authority();
        trustStore = authority.trustStore().toString();
        int controller = FreePorts.any();
        Map<String, String> properties = new HashMap<>();
        properties.put("listeners", listeners() + ",CONTROLLER://127.0.0.1:" + controller);
        properties.put("advertised.listeners", listeners());
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        properties.put(
                "listener.security.protocol.map",
                PROTOCOLS.stream().map(protocol -> protocol + ":" + protocol).collect(Collectors.joining(","))
                        + ",CONTROLLER:PLAINTEXT");
        properties.put("sasl.enabled.mechanisms", "PLAIN");
        for (String listener : List.of("sasl_plaintext", "sasl_ssl")) {
            properties.put("listener.name." + listener + ".plain.sasl.jaas.config", Principal.broker());
        }
        properties.put("ssl.keystore.type", "PEM");
        properties.put("ssl.keystore.location", authority.keyStore("127.0.0.1").toString());
        broker = BrokerProcess.launch(Checkout.locate(), Objects.requireNonNull(PORTS.get("PLAINTEXT")), properties);
        broker.awaitReady();
    }

    private static String listeners() {
        return PROTOCOLS.stream()
                .map(protocol -> protocol + "://127.0.0.1:" + PORTS.get(protocol))
                .collect(Collectors.joining(","));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        authority.close();
    }

    static Stream<Arguments> everyPair() {
        return PROTOCOLS.stream().flatMap(client -> PROTOCOLS.stream().map(listener -> Arguments.of(client, listener)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void onlyTheRightProtocolPasses(String client, String listener) {
        Map<String, Object> settings = new HashMap<>(Principal.WRITER.client(trustStore));
        settings.put("security.protocol", client);
        settings.put("bootstrap.servers", "127.0.0.1:" + PORTS.get(listener));

        String fault = faultOf(settings);

        if (client.equals(listener)) {
            assertThat(fault).isEmpty();
        } else {
            assertThat(fault)
                    .contains("127.0.0.1:" + PORTS.get(listener), "`output.producer.security.protocol`")
                    .contains(listener);
        }
    }

    private static String faultOf(Map<String, Object> settings) {
        try {
            new ClusterGate(new ClientKeys("output.bootstrap.servers", "output.producer."), settings, new SystemTime())
                    .check();
            return "";
        } catch (ConnectException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
