package io.github.hfconnect.e2e.secured;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.FreePorts;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/** A broker that takes clients by SASL_SSL alone and allows them nothing that no rule allows. */
final class SecuredBroker implements AutoCloseable {

    private final BrokerProcess process;
    private final int port;
    private final Authority authority;

    private SecuredBroker(BrokerProcess process, int port, Authority authority) {
        this.process = process;
        this.port = port;
        this.authority = authority;
    }

    static SecuredBroker start() throws IOException {
        Authority authority = new Authority();
        int port = FreePorts.any();
        String trustStore = authority.trustStore().toString();
        Map<String, String> properties = properties(port, FreePorts.any());
        properties.put("ssl.keystore.location", authority.keyStore("127.0.0.1").toString());
        // The broker is a client of itself.
        properties.put("ssl.truststore.location", trustStore);
        BrokerProcess process = BrokerProcess.launch(Checkout.locate(), port, properties);
        process.awaitReady();
        return new SecuredBroker(process, port, authority);
    }

    private static Map<String, String> properties(int port, int controllerPort) {
        Map<String, String> properties = new HashMap<>();
        properties.put("listeners", "SASL_SSL://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "SASL_SSL://127.0.0.1:" + port);
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "SASL_SSL");
        properties.put("sasl.enabled.mechanisms", "PLAIN");
        properties.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        properties.put("listener.name.sasl_ssl.plain.sasl.jaas.config", Principal.broker());
        properties.put("ssl.keystore.type", "PEM");
        properties.put("ssl.truststore.type", "PEM");
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The broker speaks to its own controller without a name.
        properties.put("super.users", Principal.ADMIN.rule() + ";User:ANONYMOUS");
        properties.put("allow.everyone.if.no.acl.found", "false");
        return properties;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** What a client of that principal needs, without the address. */
    Map<String, String> client(Principal principal) {
        return principal.client(authority.trustStore().toString());
    }

    /** A file that a worker on this machine can read; gone with the broker. */
    Path write(String name, String content) throws IOException {
        return authority.write(name, content);
    }

    /** As the administrator sees them. */
    Topics topics() {
        return new Topics(administrator());
    }

    /** Adds rules, and waits until the broker goes by them. */
    void allow(Collection<AclBinding> rules) {
        try (Admin admin = Admin.create(administrator())) {
            admin.createAcls(rules).all().get();
            Waiting.until(Waiting.PATIENCE, () -> rules.stream().allMatch(rule -> isKnown(admin, rule)));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("The rules could not be added: " + rules, e);
        }
    }

    /** Removes a topic, and waits until it is gone. */
    void delete(String topic) {
        try (Admin admin = Admin.create(administrator())) {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("The topic could not be deleted: " + topic, e);
        }
        Waiting.until(Waiting.PATIENCE, () -> !topics().exists(topic));
    }

    private static boolean isKnown(Admin admin, AclBinding rule) {
        try {
            return !admin.describeAcls(rule.toFilter()).values().get().isEmpty();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> administrator() {
        Map<String, Object> settings = new HashMap<>(client(Principal.ADMIN));
        settings.put("bootstrap.servers", bootstrapServers());
        return settings;
    }

    BrokerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
        authority.close();
    }
}
