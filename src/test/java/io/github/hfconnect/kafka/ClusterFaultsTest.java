package io.github.hfconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterFaultsTest {

    private static final ClusterFaults FAULTS = new ClusterFaults(
            new ClientKeys("output.bootstrap.servers", "output.producer."),
            topic -> topic.equals("in") ? "topics" : "output.topic",
            "hfconnect-connect-x-");

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        new SaslAuthenticationException("Authentication failed: Invalid username or password"),
                        new String[] {"refuses these credentials", "`output.producer.sasl.jaas.config`"}),
                Arguments.of(
                        new UnsupportedSaslMechanismException("enabled mechanisms are [PLAIN]"),
                        new String[] {"`output.producer.sasl.mechanism`", "[PLAIN]"}),
                Arguments.of(
                        handshake("PKIX path building failed: unable to find valid certification path"),
                        new String[] {"not trusted", "`output.producer.ssl.truststore.location`"}),
                Arguments.of(
                        handshake("No name matching localhost found"),
                        new String[] {"another host's", "`output.bootstrap.servers`"}),
                Arguments.of(
                        handshake("Received fatal alert: certificate_required"),
                        new String[] {"`output.producer.ssl.keystore.location`"}),
                Arguments.of(
                        handshake("no cipher suites"), new String[] {"`output.producer.ssl.*`", "no cipher suites"}),
                Arguments.of(new TopicAuthorizationException(Set.of("out")), new String[] {
                    "may not write to the topic out (`output.topic`)",
                    "Write on that topic, and Create where it does not exist"
                }),
                Arguments.of(
                        new TopicAuthorizationException(Set.of("in")),
                        new String[] {"may not read the topic in (`topics`)", "Read on that topic"}),
                Arguments.of(
                        GroupAuthorizationException.forGroupId("connect-x"),
                        new String[] {"connect-x", "Read on that group"}),
                Arguments.of(
                        new TransactionalIdAuthorizationException("no"),
                        new String[] {"Write on transactional ids with the prefix hfconnect-connect-x-"}),
                Arguments.of(new ClusterAuthorizationException("no"), new String[] {"IdempotentWrite"}));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysTheKeyOrTheRight(Exception refusal, String[] parts) {
        Throwable wrapped = new ExecutionException(new KafkaException("Records could not be written", refusal));

        assertThat(FAULTS.sentence(wrapped, "in").orElseThrow()).contains(parts).contains("`output.");
        assertThat(FAULTS.lasting(wrapped, "in", "otherwise"))
                .hasMessageContainingAll(parts)
                .hasCause(wrapped);
    }

    @Test
    void otherFailuresHaveTheirOwnWords() {
        assertThat(FAULTS.sentence(new TimeoutException("slow"), null)).isEmpty();
        assertThat(FAULTS.lasting(new TimeoutException("slow"), null, "It is slow"))
                .hasMessage("It is slow");
    }

    @Test
    void clientThatCannotBeMadeIsToldByItsLastCause() {
        KafkaException failure = new KafkaException(
                "Failed to construct kafka producer", new ConfigException("acks", "banana", "String must be one of"));

        assertThat(FAULTS.notMade(failure))
                .hasMessageContainingAll("`output.producer.*`", "acks", "String must be one of");
    }

    @Test
    void topicThatMayNotBeMadeIsNamed() {
        assertThat(FAULTS.notCreated("out", new TopicAuthorizationException(Set.of("out"))))
                .hasMessageContainingAll("out (`output.topic`) does not exist", "Create");
    }

    private static Exception handshake(String reason) {
        return new SslAuthenticationException("SSL handshake failed", new SSLHandshakeException(reason));
    }
}
