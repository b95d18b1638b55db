package io.github.hfconnect.sink.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.e2e.Waiting;
import io.github.hfconnect.resilience.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class GroupReaderTest {

    private static final TopicPartition PARTITION = new TopicPartition("chat", 0);

    private final FakeTime time = new FakeTime();
    private int polls;

    /** Has the records up to an offset, and brings no more, however often it is polled. */
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.NONE) {
        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            polls++;
            time.advance(timeout);
            return super.poll(timeout);
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            updateBeginningOffsets(Map.of(partition, 0L));
            addRecord(new ConsumerRecord<>("chat", 0, 3, new byte[0], new byte[] {3}));
            addRecord(new ConsumerRecord<>("chat", 0, 4, new byte[0], new byte[] {4}));
        }
    };

    @Test
    void readsUntilAllIsFound() {
        try (GroupReader reader = new GroupReader("connect-chat", () -> consumer, time)) {
            assertThat(reader.records(PARTITION, List.of(3L, 4L))).containsOnlyKeys(3L, 4L);
            assertThat(polls).isEqualTo(1);
        }
    }

    @Test
    void givesUpAfterFifteenSecondsWithWhatWasFound() {
        try (GroupReader reader = new GroupReader("connect-chat", () -> consumer, time)) {
            assertThat(reader.records(PARTITION, List.of(3L, 9L))).containsOnlyKeys(3L);
            assertThat(polls).isEqualTo(75);
        }
    }

    @Test
    void consumerGoesWithItsThread() {
        try (GroupReader reader = new GroupReader("connect-chat", () -> consumer, time)) {
            reader.records(PARTITION, List.of(3L));
            assertThat(consumer.closed()).isFalse();
        }
        Waiting.until(Waiting.PATIENCE, consumer::closed);
    }

    @Test
    void whatIsWrongWithTheClientIsSaidInItsOwnWords() {
        ConnectException wrong = new ConnectException("see `output.producer.*`");
        try (GroupReader reader = new GroupReader(
                "connect-chat",
                () -> {
                    throw wrong;
                },
                time)) {
            assertThatThrownBy(() -> reader.committed(PARTITION)).isSameAs(wrong);
        }
    }
}
