package io.github.hfconnect.cache.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.cache.Asked;
import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.cache.PredictionCodec;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.kafka.InMemoryTopic;
import io.github.hfconnect.wiring.SystemTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CacheTopicTest {

    private static final String SECRET_TEXT = "a text that nobody else may read";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Origin ORIGIN = Origin.of("org/model", "own", Duration.ofMillis(3));

    private final InMemoryTopic topic = new InMemoryTopic();

    /** A task's cache with the topic behind it. */
    private final class Task implements AutoCloseable {

        final PredictionCache cache = PredictionCache.of(1000, Duration.ofHours(1));
        final CacheTopic shared;

        Task(String model) {
            shared = new CacheTopic(
                    topic,
                    new Asked("chat-completion", model, Map.of()),
                    cache,
                    new PredictionCodec(Shape.Scalar.STRING),
                    Thread::new,
                    new SystemTime());
        }

        static Task started(CacheTopicTest test) {
            Task task = test.new Task("org/model");
            task.shared.awaitContents(LIMIT, LIMIT);
            return task;
        }

        @Nullable
        Object answerTo(String text) {
            Prediction known = cache.get(Input.of(text));
            return known == null ? null : known.value();
        }

        void answered(String text, String answer) {
            cache.put(Input.of(text), new Prediction(answer, ORIGIN));
        }

        void awaitAnswerTo(String text) throws InterruptedException {
            while (answerTo(text) == null) {
                Thread.sleep(1);
            }
        }

        @Override
        public void close() {
            shared.close();
        }
    }

    @Test
    void answersOutliveTheTask() throws InterruptedException {
        try (Task first = Task.started(this)) {
            first.answered("hi", "hello");
            topic.awaitRecords(2);
        }
        try (Task second = Task.started(this)) {
            assertThat(second.answerTo("hi")).isEqualTo("hello");
            assertThat(second.answerTo("ho")).isNull();
        }
    }

    /** What a stop interrupts is what it would cost. */
    @Test
    void whatWaitsIsWrittenBeforeTheTaskEnds() {
        try (Task first = Task.started(this)) {
            for (int i = 0; i < 500; i++) {
                first.answered("text " + i, "hello");
            }
        }
        assertThat(topic.records()).hasSize(501);
    }

    @Test
    void tasksLearnFromEachOtherWhileTheyRun() throws InterruptedException {
        try (Task first = Task.started(this);
                Task second = Task.started(this)) {
            first.answered("hi", "hello");
            second.awaitAnswerTo("hi");
            second.answered("ho", "hello");
            first.awaitAnswerTo("ho");
        }
        assertThat(topic.records()).as("nobody writes what he has read").hasSize(3);
    }

    @Test
    void otherModelsShareTheTopicAndNoAnswers() throws InterruptedException {
        try (Task first = Task.started(this)) {
            first.answered("hi", "hello");
            topic.awaitRecords(2);
        }
        try (Task other = new Task("org/other")) {
            other.shared.awaitContents(LIMIT, LIMIT);

            assertThat(other.answerTo("hi")).isNull();
            assertThat(Objects.requireNonNull(other.shared.counts().gauges().get("cache-topic-foreign"))
                            .get())
                    .isEqualTo(1L);
        }
        assertThat(salts()).as("one salt for both").hasSize(1);
    }

    /** Each has seen no salt and writes one: the last counts, for whoever reads them both. */
    @Test
    void tasksThatComeToANewTopicAtOnceAgreeOnASalt() throws InterruptedException {
        try (Task first = Task.started(this)) {
            topic.add(Salt.key(), Salt.random().value());
            try (Task second = Task.started(this)) {
                second.answered("hi", "hello");
                first.awaitAnswerTo("hi");
            }
        }
    }

    @Test
    void neitherInputsNorTheirBareDigestsAreInTheTopic() throws Exception {
        try (Task task = Task.started(this)) {
            task.answered(SECRET_TEXT, "hello");
            topic.awaitRecords(2);
        }
        byte[] sha =
                java.security.MessageDigest.getInstance("SHA-256").digest(SECRET_TEXT.getBytes(StandardCharsets.UTF_8));
        for (ConsumerRecord<byte[], byte[]> record : topic.records()) {
            String all = latin(record.key()) + latin(record.value());
            assertThat(all).doesNotContain("nobody else", latin(sha));
        }
        assertThat(keysOfAnswers()).doesNotContainAnyElementsOf(keysUnderAnotherSalt());
    }

    private Set<String> keysUnderAnotherSalt() throws InterruptedException {
        InMemoryTopic elsewhere = new InMemoryTopic();
        PredictionCache cache = PredictionCache.of(10, Duration.ofHours(1));
        try (CacheTopic other = new CacheTopic(
                elsewhere,
                new Asked("chat-completion", "org/model", Map.of()),
                cache,
                new PredictionCodec(Shape.Scalar.STRING),
                Thread::new,
                new SystemTime())) {
            other.awaitContents(LIMIT, LIMIT);
            cache.put(Input.of(SECRET_TEXT), new Prediction("hello", ORIGIN));
            elsewhere.awaitRecords(2);
        }
        return Set.of(latin(elsewhere.records().get(1).key()));
    }

    @Test
    void whereTheTopicCannotBeReadTheTaskIsToldAndWhatIsMissing() {
        topic.refuseReaders(new TopicAuthorizationException(Set.of("kept")));
        try (Task task = new Task("org/model")) {
            assertThatThrownBy(() -> task.shared.awaitContents(LIMIT, LIMIT))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("may not read the topic kept (`key.of.kept`): it needs Read on that topic");
        }
    }

    @Test
    void whereTheSaltCannotBeWrittenTheTaskIsToldAndWhatIsMissing() {
        topic.refuseWriters(new TopicAuthorizationException(Set.of("kept")));
        try (Task task = new Task("org/model")) {
            assertThatThrownBy(() -> task.shared.awaitContents(LIMIT, LIMIT))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(
                            "may not write to the topic kept (`key.of.kept`): it needs Write on that topic");
        }
    }

    @Test
    void whereTheClusterIsAwayTheTaskGoesOnAndUsesTheTopicOnceItIsRead() throws InterruptedException {
        try (Task first = Task.started(this)) {
            first.answered("hi", "hello");
            topic.awaitRecords(2);
        }
        topic.goAway();
        try (Task second = new Task("org/model")) {
            second.shared.awaitContents(Duration.ofMillis(1), LIMIT);
            second.answered("ho", "hello");
            assertThat(second.answerTo("ho")).isEqualTo("hello");
            assertThat(second.answerTo("hi")).isNull();

            topic.comeBack();

            second.awaitAnswerTo("hi");
        }
    }

    /** A cache that cannot be written is one in memory. */
    @Test
    void answersThatCannotBeWrittenAreCountedAndStayInMemory() throws InterruptedException {
        try (Task task = Task.started(this)) {
            topic.refuseWriters(new TopicAuthorizationException(Set.of("kept")));
            task.answered("hi", "hello");
            var notWritten =
                    Objects.requireNonNull(task.shared.counts().gauges().get("cache-topic-not-written"));
            while (notWritten.get().intValue() == 0) {
                Thread.sleep(1);
            }
            assertThat(task.answerTo("hi")).isEqualTo("hello");
        }
    }

    private Set<String> salts() {
        return topic.records().stream()
                .filter(record -> Salt.isKey(record.key()))
                .map(record -> latin(record.value()))
                .collect(Collectors.toSet());
    }

    private Set<String> keysOfAnswers() {
        Set<String> keys = new HashSet<>();
        topic.records().stream()
                .map(ConsumerRecord::key)
                .filter(key -> !Arrays.equals(key, Salt.key()))
                .forEach(key -> keys.add(latin(key)));
        return keys;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
