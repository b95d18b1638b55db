package io.github.hfconnect.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.resilience.LogLines;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** An hour in which each record of a transform fails costs fewer than 100 lines of the log. */
class HourOfFailedRecordsTest {

    private static final Outcome.Failed REFUSED =
            new Outcome.Failed(Failure.ofStatus(FailureKind.REJECTED, 422, "too long"), true);
    private static final Outcome.Failed DOWN =
            new Outcome.Failed(Failure.ofStatus(FailureKind.UNAVAILABLE, 503, "down"), false);

    private final FakeTime time = new FakeTime();

    @Test
    void dropped() {
        try (LogLines log = new LogLines();
                FailedRecords records = new FailedRecords(config("drop"), null, time)) {
            anHourOf(() -> records.giveUp(record(), REFUSED));

            assertThat(log.all())
                    .hasSize(30)
                    .allSatisfy(line -> assertThat(line).contains("left out, as on.failure=drop says", "too long"));
            assertThat(log.all())
                    .filteredOn(line -> line.endsWith(". 2995 more since the line before this one"))
                    .hasSize(5);
        }
    }

    @Test
    void deadLetters() {
        MockProducer<byte[], byte[]> producer = producer(true);
        try (LogLines log = new LogLines();
                FailedRecords records = writing(producer)) {
            anHourOf(() -> records.giveUp(record(), REFUSED));

            assertThat(producer.history()).hasSize(18_000);
            assertThat(log.all()).isEmpty();
        }
    }

    /** With {@code errors.tolerance=all} Connect passes such records over, so that there may be as many. */
    @Test
    void deadLettersThatTheClusterDoesNotTake() {
        MockProducer<byte[], byte[]> producer = producer(false);
        producer.sendException = new TimeoutException("Topic dead not present in metadata after 60000 ms.");
        try (LogLines log = new LogLines();
                FailedRecords records = writing(producer)) {
            anHourOf(() -> assertThat(catchThrowable(() -> records.giveUp(record(), REFUSED)))
                    .isInstanceOf(RetriableException.class));

            assertThat(log.all())
                    .hasSize(30)
                    .allSatisfy(line -> assertThat(line)
                            .contains(
                                    "A dead letter could not be written to dead (`dead.letter.topic`)",
                                    "not present in metadata"));
        }
    }

    /** Connect brings a record again, or passes it over, and says so itself where it is to. */
    @Test
    void outage() {
        try (LogLines log = new LogLines();
                FailedRecords records = new FailedRecords(config("drop"), null, time)) {
            anHourOf(() -> assertThat(catchThrowable(() -> records.giveUp(record(), DOWN)))
                    .isInstanceOf(RetriableException.class));

            assertThat(log.all()).isEmpty();
        }
    }

    private void anHourOf(Runnable failure) {
        for (int second = 0; second < 3600; second++) {
            for (int i = 0; i < 5; i++) {
                failure.run();
            }
            time.advance(Duration.ofSeconds(1));
        }
    }

    private FailedRecords writing(MockProducer<byte[], byte[]> producer) {
        return new FailedRecords(
                config("dead-letter"), new DeadLetterWriter(() -> producer, "dead", "the.Transform", time), time);
    }

    private static MockProducer<byte[], byte[]> producer(boolean acknowledges) {
        return new MockProducer<>(acknowledges, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static InferenceConfig config(String onFailure) {
        Map<String, String> props = new HashMap<>(Map.of(
                "task", "text-classification",
                "endpoint.urls", "http://127.0.0.1:9",
                "on.failure", onFailure));
        if (onFailure.equals("dead-letter")) {
            props.put("dead.letter.topic", "dead");
            props.put("dead.letter.bootstrap.servers", "127.0.0.1:9");
        }
        return new InferenceConfig(props);
    }

    private static SinkRecord record() {
        return new SinkRecord("chat", 0, null, null, null, "text", 0);
    }
}
