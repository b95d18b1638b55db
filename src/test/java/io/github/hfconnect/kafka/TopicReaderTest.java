package io.github.hfconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.resilience.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

    private static final TopicPartition FIRST = new TopicPartition("answers", 0);
    private static final TopicPartition SECOND = new TopicPartition("answers", 1);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST);
    private final FakeTime time = new FakeTime();
    private final List<String> read = new ArrayList<>();
    private final TopicReader reader = new TopicReader(consumer, TopicReader.all("answers", 2), time);

    @Test
    void readsAllPartitionsFromTheirBeginningsToTheirEnds() {
        topic(Map.of(FIRST, 3L, SECOND, 11L), Map.of(FIRST, 5L, SECOND, 12L));
        add(FIRST, 3, "a");
        add(FIRST, 4, "b");
        add(SECOND, 11, "c");

        assertThat(reader.readToEnd(this::take, LIMIT)).isEqualTo(3);

        assertThat(read).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void anEmptyTopicHasBeenRead() {
        topic(Map.of(FIRST, 0L, SECOND, 7L), Map.of(FIRST, 0L, SECOND, 7L));

        assertThat(reader.readToEnd(this::take, LIMIT)).isZero();
    }

    /** The topic of somebody who goes on writing would else be read for ever. */
    @Test
    void whatIsWrittenMeanwhileIsReadLater() {
        topic(Map.of(FIRST, 0L, SECOND, 0L), Map.of(FIRST, 1L, SECOND, 0L));
        consumer.schedulePollTask(() -> add(FIRST, 0, "a"));

        assertThat(reader.readToEnd(this::take, LIMIT)).isEqualTo(1);
        add(FIRST, 1, "b");
        assertThat(read).containsExactly("a");

        reader.read(this::take, Duration.ZERO);
        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void whatCannotBeReadInTimeIsTold() {
        topic(Map.of(FIRST, 0L, SECOND, 0L), Map.of(FIRST, 9L, SECOND, 0L));
        add(FIRST, 0, "a");
        consumer.schedulePollTask(() -> time.advance(LIMIT.plusMillis(1)));

        assertThatThrownBy(() -> reader.readToEnd(this::take, LIMIT))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("The topic answers")
                .hasMessageContaining("left");
    }

    private void topic(Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {
        consumer.updateBeginningOffsets(beginnings);
        consumer.updateEndOffsets(ends);
    }

    private void add(TopicPartition partition, long offset, String value) {
        consumer.addRecord(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                new byte[] {1},
                value.getBytes(StandardCharsets.UTF_8)));
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        read.add(new String(record.value(), StandardCharsets.UTF_8));
    }
}
