package io.github.hfconnect.sink.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.wiring.SystemTime;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Output topics that are deleted while a task writes to them, on a real broker. */
class DeletedTopicsIT {

    private static final String TOPIC = "chat.enriched";

    private static BrokerProcess broker;

    private OutputTopics topics;
    private Admin admin;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = BrokerProcess.start(Map.of());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void topicOfThreePartitionsThatIsGone() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        SinkConfig config = new SinkConfig(Map.of(
                "topics", "chat",
                "task", "text-classification",
                "endpoint.urls", "http://127.0.0.1:9",
                "output.bootstrap.servers", broker.bootstrapServers()));
        topics = new KafkaClients(config, new SystemTime()).topics();
        create(3);
        assertThat(topics.ensure(TOPIC)).isEqualTo(3);
        delete();
    }

    @AfterEach
    void close() throws Exception {
        delete();
        admin.close();
    }

    /** What waits for each of them can leave, and keys go where they went. */
    @Test
    void topicIsMadeAnewWithAsManyPartitionsAsItHad() throws Exception {
        topics.ensureAsBefore();

        assertThat(topics.lookAgain(TOPIC)).isEqualTo(3);
    }

    @Test
    void fewerPartitionsEndATaskWhoseProducerWaitsForTheOthers() throws Exception {
        create(1);

        assertThatThrownBy(topics::ensureAsBefore)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("The output topic chat.enriched was made anew with 1 partitions in place of 3");
    }

    @Test
    void fewerPartitionsAreTakenAsTheyAreWhereEachTransactionHasANewLook() throws Exception {
        create(1);

        topics.ensureAgain();

        assertThat(topics.ensure(TOPIC)).isEqualTo(1);
    }

    private void create(int partitions) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1)))
                .all()
                .get();
    }

    private void delete() throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(TOPIC)).all().get();
    }
}
