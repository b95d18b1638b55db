package io.github.hfconnect.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.SinkConfigs;
import java.io.IOException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of docs/delivery.md are enough, each is needed, and the task says which one is missing. */
class AccessRulesIT {

    @RegisterExtension
    private static final SecuredCluster CLUSTER = new SecuredCluster();

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void documentedRulesAreEnough(String guarantee) throws IOException {
        try (SecuredConnector connector =
                SecuredConnector.of(CLUSTER, guarantee, "rules").withOutputTopic()) {
            connector.allow(connector.documentedRules());
            connector.feed(0, 49, "hello");
            connector.feed(49, 50, "poison");
            connector.feed(50, 60, "hello");

            connector.start(connector.secured());
            connector.await(() -> connector.isCommitted(60));

            assertThat(connector.written()).hasSize(59).doesNotContain(49);
            assertThat(connector.dead()).containsExactly(49);
            assertThat(CLUSTER.logLines("Not allowed", connector.name()))
                    .as("no right to create is no fault where the topic exists")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void topicThatIsMissingIsCreatedWhereThatIsAllowed(String guarantee) throws IOException {
        try (SecuredConnector connector = SecuredConnector.of(CLUSTER, guarantee, "create")) {
            connector.allow(connector.documentedRules().topic(connector.outputTopic(), AclOperation.CREATE));
            connector.feed(0, 20, "hello");

            connector.start(connector.secured());
            connector.await(() -> connector.isCommitted(20));

            assertThat(connector.written()).hasSize(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void topicThatIsMissingAndMayNotBeCreatedFailsTheTask(String guarantee) throws IOException {
        try (SecuredConnector connector = SecuredConnector.of(CLUSTER, guarantee, "missing")) {
            connector.allow(connector.documentedRules());
            connector.feed(0, 20, "hello");
            connector.start(connector.secured());

            assertThat(connector.awaitFailure())
                    .contains(connector.outputTopic() + " (`output.topic`)", "does not exist", "Create");

            connector.withOutputTopic().startAgain(connector.secured("batch.linger.ms", "6"));
            connector.await(() -> connector.isCommitted(20));
            assertThat(connector.written()).hasSize(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void topicThatIsDeletedMeanwhileAndMayNotBeCreatedFailsTheTask(String guarantee) throws IOException {
        try (SecuredConnector connector =
                SecuredConnector.of(CLUSTER, guarantee, "deleted").withOutputTopic()) {
            connector.allow(connector.documentedRules());
            connector.feed(0, 20, "hello");
            connector.start(connector.secured());
            connector.await(() -> connector.isCommitted(20));

            CLUSTER.broker().delete(connector.outputTopic());
            connector.feed(20, 40, "hello");

            assertThat(connector.awaitFailure())
                    .contains(connector.outputTopic() + " (`output.topic`)", "does not exist", "Create");
            connector.withOutputTopic().startAgain(connector.secured("batch.linger.ms", "6"));
            connector.await(() -> connector.isCommitted(40));
            assertThat(connector.written()).hasSize(20).contains(20, 39);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void topicThatIsDeletedMeanwhileIsCreatedAgainWhereThatIsAllowed(String guarantee) throws IOException {
        try (SecuredConnector connector =
                SecuredConnector.of(CLUSTER, guarantee, "again").withOutputTopic()) {
            connector.allow(connector.documentedRules().topic(connector.outputTopic(), AclOperation.CREATE));
            connector.feed(0, 20, "hello");
            connector.start(connector.secured());
            connector.await(() -> connector.isCommitted(20));

            CLUSTER.broker().delete(connector.outputTopic());
            connector.feed(20, 40, "hello");

            connector.await(() -> connector.isCommitted(40));
            assertThat(connector.written()).hasSize(20).contains(20, 39);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void noRightToWrite(String guarantee) throws IOException {
        String name = "in-no-write-" + guarantee;
        assertMissing(guarantee, "no-write", ResourceType.TOPIC, name + ".enriched", "Write", name + ".enriched");
    }

    @Test
    void noRightToTransactionalIds() throws IOException {
        String prefix = "hfconnect-connect-in-no-ids-exactly-once-";
        assertMissing("exactly-once", "no-ids", ResourceType.TRANSACTIONAL_ID, prefix, "Write", prefix);
    }

    @Test
    void noRightToTheGroup() throws IOException {
        String group = "connect-in-no-group-exactly-once";
        assertMissing("exactly-once", "no-group", ResourceType.GROUP, group, "Read", group);
    }

    @Test
    void noRightToReadTheInput() throws IOException {
        String topic = "in-no-input-exactly-once";
        assertMissing("exactly-once", "no-input", ResourceType.TOPIC, topic, "Read", topic);
    }

    @Test
    void noRightToWriteDeadLetters() throws IOException {
        String topic = "in-no-letters-exactly-once.dead";
        assertMissing("exactly-once", "no-letters", ResourceType.TOPIC, topic, "Write", topic);
    }

    /** What is kept in topics of the plugin's own: each right is needed, named, and enough. */
    @Test
    void topicsOfItsOwnNeedToBeReadAndWritten() throws IOException {
        try (SecuredConnector connector =
                SecuredConnector.of(CLUSTER, "at-least-once", "kept").withOutputTopic()) {
            String[] settings = {
                "cache.topic", "kept.answers", "connector.state.topic", "kept.state", "budget.max.requests", "1000"
            };
            connector.allow(connector.documentedRules());
            connector.feed(0, 20, "hello");
            connector.start(connector.secured(settings));
            connector.await(
                    () -> connector.failure().contains("kept.answers (`cache.topic`): it needs Write on that topic"));

            connector.allow(kept(AclOperation.WRITE));
            connector.start(SinkConfigs.with(connector.secured(settings), "batch.linger.ms", "6"));
            connector.await(() -> connector.failure().contains("kept.answers (`cache.topic`) does not exist"));

            connector.allow(kept(AclOperation.CREATE));
            connector.start(SinkConfigs.with(connector.secured(settings), "batch.linger.ms", "7"));
            connector.await(
                    () -> connector.failure().contains("kept.answers (`cache.topic`): it needs Read on that topic"));

            connector.allow(kept(AclOperation.READ));
            connector.startAgain(connector.secured(settings));
            connector.await(() -> connector.isCommitted(20));
            assertThat(connector.written()).hasSize(20);
        }
    }

    private static Rules kept(AclOperation operation) {
        return Rules.of(Principal.WRITER).topic("kept.answers", operation).topic("kept.state", operation);
    }

    /** All rules but one: the task says which, and goes on where it stopped once it is added. */
    private static void assertMissing(
            String guarantee, String topic, ResourceType type, String resource, String right, String named)
            throws IOException {
        try (SecuredConnector connector =
                SecuredConnector.of(CLUSTER, guarantee, topic).withOutputTopic()) {
            connector.allow(connector.documentedRules().without(type, resource));
            connector.feed(0, 10, "hello");
            connector.feed(10, 11, "poison");
            connector.start(connector.secured());

            assertThat(connector.awaitFailure()).contains("may not", right + " ", named, "output.producer.");

            connector.allow(connector.documentedRules());
            connector.startAgain(connector.secured("batch.linger.ms", "6"));
            connector.await(() -> connector.isCommitted(11));
            assertThat(connector.written()).contains(0, 9).doesNotContain(10);
            assertThat(connector.dead()).containsExactly(10);
        }
    }
}
