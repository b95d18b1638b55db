package io.github.hfconnect.cache.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.cache.AnswerKeys;
import io.github.hfconnect.cache.Asked;
import io.github.hfconnect.cache.PredictionCodec;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.kafka.InMemoryTopic;
import io.github.hfconnect.resilience.FakeTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {

    private static final AnswerKeys KEYS = new AnswerKeys(new byte[] {1}, new Asked("task", null, Map.of()));

    private final InMemoryTopic topic = new InMemoryTopic();
    private final CacheTopicCounts counts = new CacheTopicCounts();
    private final AnswerWriter writer =
            new AnswerWriter("kept", new PredictionCodec(Shape.Scalar.BYTES), counts, Thread::new, new FakeTime());

    /** What waits for a cluster that is away is bounded, and nobody who hands something in waits. */
    @Test
    void tooMuchIsLeftOut() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            writer.write(KEYS.of(Input.of(i)), image());
        }
        assertThat(count("cache-topic-not-written")).isEqualTo(50 - 16);

        writer.open(topic.writer());
        topic.awaitRecords(16);
        writer.close();

        assertThat(topic.records()).hasSize(16);
        assertThat(count("cache-topic-written")).isEqualTo(16);
    }

    @Test
    void afterTheEndNothingIsTaken() {
        writer.close();
        writer.write(KEYS.of(Input.of(1)), image());
        writer.open(topic.writer());

        assertThat(topic.records()).isEmpty();
        assertThat(count("cache-topic-not-written")).isEqualTo(1);
    }

    private int count(String name) {
        return Objects.requireNonNull(counts.gauges().get(name)).get().intValue();
    }

    private static Prediction image() {
        return new Prediction(ByteBuffer.allocate(1024 * 1024), Origin.of(null, "own", Duration.ZERO));
    }
}
