package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/**
 * Two tasks that both believe a partition to be theirs, against a real broker, one race at a time. Whatever happens, a reader of
 * committed records sees each offset once.
 */
@Timeout(60)
class TransactionRacesIT {

    private static final int LONGEST_TRANSACTION_SECONDS = 44;

    private static BrokerProcess broker;

    private TopicPartition partition;
    private Owner zombie;
    private Owner owner;

    @BeforeAll
    static void startBroker() throws IOException {
        // What has timed out is aborted at once, and not within 10 s.
        broker = BrokerProcess.start(Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void twoTasksAndATopic(TestInfo test) throws Exception {
        String topic = test.getTestMethod().orElseThrow().getName();
        partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(
                            List.of(new NewTopic(topic, 1, (short) 1), new NewTopic(topic + ".enriched", 1, (short) 1)))
                    .all()
                    .get();
        }
        zombie = new Owner(broker.bootstrapServers(), partition);
        owner = new Owner(broker.bootstrapServers(), partition);
    }

    @AfterEach
    void close() {
        zombie.close();
        owner.close();
    }

    @Test
    void zombieThatWakesUpCannotCommit() throws Exception {
        assertThat(zombie.acquire()).isZero();
        zombie.write(0, 3);

        assertThat(owner.acquire()).isEqualTo(3);
        owner.write(3, 5);

        assertThatThrownBy(() -> zombie.write(3, 7)).isInstanceOf(KafkaException.class);
        assertEachOffsetOnce(5);
    }

    @Test
    void zombieThatIsStoppedInTheMiddleOfItsTransactionCannotCommit() throws Exception {
        zombie.acquire();
        zombie.before("commitTransaction", () -> {
            assertThat(owner.acquire()).isZero();
            writeNow(owner, 0, 4);
        });

        assertThatThrownBy(() -> zombie.write(0, 3)).isInstanceOf(KafkaException.class);
        assertEachOffsetOnce(4);
    }

    @Test
    void whatTheZombieCommitsBeforeItIsFencedIsSeenByTheOwner() throws Exception {
        zombie.acquire();
        // The owner's consumer has its position by now: 0. The zombie commits just before it is fenced.
        owner.before("initTransactions", () -> writeNow(zombie, 0, 3));

        assertThat(owner.acquire()).isEqualTo(3);
        owner.write(3, 6);

        assertEachOffsetOnce(6);
    }

    @Test
    void zombieThatAcquiresAfterTheOwnerStopsNobodyForGood() throws Exception {
        owner.acquire();
        owner.write(0, 2);
        assertThat(zombie.acquire()).isEqualTo(2);
        zombie.write(2, 3);

        assertThatThrownBy(() -> owner.write(2, 4)).isInstanceOf(KafkaException.class);
        assertThat(owner.acquire()).isEqualTo(3);
        owner.write(3, 5);

        assertThatThrownBy(() -> zombie.write(3, 6)).isInstanceOf(KafkaException.class);
        assertEachOffsetOnce(5);
    }

    @Test
    void transactionThatTookTooLongIsAbortedAndDoneAgain() throws Exception {
        try (Owner slow = new Owner(broker.bootstrapServers(), partition, "transaction.timeout.ms", "1000")) {
            slow.acquire();
            slow.before("commitTransaction", () -> awaitAbort(slow.transactionalId()));

            assertThatThrownBy(() -> slow.write(0, 3)).isInstanceOf(KafkaException.class);
        }
        assertThat(owner.acquire()).isZero();
        owner.write(0, 3);
        assertEachOffsetOnce(3);
    }

    @Test
    void whereTheEndOfACommitIsNotKnownTheNextAcquisitionTells() throws Exception {
        owner.acquire();
        owner.write(0, 3);
        // The answer was lost on its way: the task takes the partition for lost.
        assertThat(owner.acquire()).isEqualTo(3);
        owner.before("commitTransaction", () -> {
            throw new TimeoutException("no answer");
        });
        assertThatThrownBy(() -> owner.write(3, 5)).isInstanceOf(KafkaException.class);

        assertThat(owner.acquire()).isEqualTo(3);
        owner.write(3, 5);

        assertEachOffsetOnce(5);
    }

    /** Before the broker would have aborted by itself. */
    @Timeout(LONGEST_TRANSACTION_SECONDS - 5)
    @Test
    void crashBetweenOffsetsAndCommitIsUndoneByTheNextOwnerAtOnce() throws Exception {
        try (Owner crashing = new Owner(
                broker.bootstrapServers(),
                partition,
                "transaction.timeout.ms",
                String.valueOf(LONGEST_TRANSACTION_SECONDS * 1000))) {
            crashing.acquire();
            crashing.write(0, 1);
            crashing.before("commitTransaction", () -> {
                throw new IllegalStateException("killed");
            });
            assertThatThrownBy(() -> crashing.write(1, 4)).hasMessage("killed");
        }

        assertThat(owner.acquire()).isEqualTo(1);
        owner.write(1, 4);

        assertEachOffsetOnce(4);
    }

    private static void writeNow(Owner owner, long from, long to) {
        try {
            owner.write(from, to);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the broker has ended a transaction by itself. */
    private static void awaitAbort(String transactionalId) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Waiting.until(
                    Duration.ofSeconds(50), () -> state(admin, transactionalId) == TransactionState.COMPLETE_ABORT);
        }
    }

    private static TransactionState state(Admin admin, String transactionalId) {
        try {
            return admin.describeTransactions(Set.of(transactionalId))
                    .description(transactionalId)
                    .get()
                    .state();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertEachOffsetOnce(int offsets) {
        assertThat(visible(offsets))
                .isEqualTo(LongStream.range(0, offsets).boxed().toList());
    }

    /** What a reader of committed records sees, at least that many; then a moment longer, so that too many are seen too. */
    private List<Long> visible(int expected) {
        List<Long> offsets = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition output = new TopicPartition(partition.topic() + ".enriched", 0);
            consumer.assign(Set.of(output));
            consumer.seekToBeginning(Set.of(output));
            while (offsets.size() < expected) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> offsets.add(Long.valueOf(record.value())));
            }
            consumer.poll(Duration.ofMillis(500)).forEach(record -> offsets.add(Long.valueOf(record.value())));
        }
        return offsets;
    }
}
