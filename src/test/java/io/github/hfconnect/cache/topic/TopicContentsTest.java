package io.github.hfconnect.cache.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.cache.AnswerKeys;
import io.github.hfconnect.cache.Asked;
import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.cache.PredictionCodec;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.resilience.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicContentsTest {

    private static final long NOW = new FakeTime().now().toEpochMilli();
    private static final Duration TTL = Duration.ofHours(1);
    private static final Asked ASKED = new Asked("text-classification", "org/model", Map.of());
    private static final Asked OTHER = new Asked("text-classification", "org/other", Map.of());
    private static final Salt SALT = Salt.random();
    private static final PredictionCodec CODEC = new PredictionCodec(Shape.Scalar.STRING);

    private final PredictionCache cache = PredictionCache.of(100, TTL);
    private final CacheTopicCounts counts = new CacheTopicCounts();
    private final TopicContents contents = new TopicContents(ASKED, CODEC, cache, counts, new FakeTime());
    private long nextOffset;

    @Test
    void answersAreInTheCacheOnceAllWasSeen() {
        salt(SALT);
        answer(ASKED, "hi", "greeting", NOW);
        share();
        assertThat(answerTo("hi")).isNull();

        assertThat(contents.allSeen()).isEqualTo(1);

        assertThat(answerTo("hi")).isEqualTo("greeting");
    }

    /** Compaction keeps the last record of each key, so a salt that is written again stands behind answers. */
    @Test
    void theSaltMayStandBehindTheAnswers() {
        answer(ASKED, "hi", "greeting", NOW);
        salt(SALT);
        contents.allSeen();

        assertThat(answerTo("hi")).isEqualTo("greeting");
    }

    @Test
    void theLastSaltCounts() {
        salt(Salt.random());
        salt(SALT);
        answer(ASKED, "hi", "greeting", NOW);
        contents.allSeen();

        assertThat(answerTo("hi")).isEqualTo("greeting");
    }

    @Test
    void whatOthersAnswerLaterComesAtOnce() {
        salt(SALT);
        contents.allSeen();

        answer(ASKED, "hi", "greeting", NOW);

        assertThat(answerTo("hi")).isEqualTo("greeting");
    }

    @Test
    void answersOfOtherModelsAndWhatIsNoneArePassedOverAndCounted() {
        salt(SALT);
        answer(OTHER, "hi", "another's", NOW);
        take(text("some key"), text("some value"), NOW);
        take(null, text("no key"), NOW);
        contents.allSeen();

        assertThat(answerTo("hi")).isNull();
        assertThat(count("cache-topic-foreign")).isEqualTo(3);
        assertThat(count("cache-topic-restored")).isZero();
    }

    @Test
    void brokenAnswersArePassedOverAndCounted() {
        salt(SALT);
        take(key(ASKED, "hi"), text("broken"), NOW);
        answer(ASKED, "ho", "greeting", NOW);
        contents.allSeen();
        take(key(ASKED, "later"), text("broken"), NOW);
        take(Salt.key(), text("broken"), NOW);

        assertThat(answerTo("hi")).isNull();
        assertThat(answerTo("ho")).isEqualTo("greeting");
        assertThat(count("cache-topic-broken")).isEqualTo(3);
    }

    @Test
    void whatIsTooOldIsNotRestored() {
        salt(SALT);
        answer(ASKED, "hi", "greeting", NOW - TTL.toMillis());
        answer(ASKED, "ho", "greeting", NOW - TTL.toMillis() + 60_000);
        assertThat(contents.allSeen()).isEqualTo(1);
        answer(ASKED, "late", "greeting", NOW - TTL.toMillis());

        assertThat(answerTo("hi")).isNull();
        assertThat(answerTo("ho")).isEqualTo("greeting");
        assertThat(answerTo("late")).isNull();
    }

    @Test
    void theNewestAreKeptWhereThereAreTooMany() {
        salt(SALT);
        IntStream.range(0, 1000).forEach(i -> answer(ASKED, "text " + i, "answer " + i, NOW - 1000 + i));

        assertThat(contents.allSeen()).isEqualTo(100);

        share();
        assertThat(IntStream.range(900, 1000).mapToObj(i -> answerTo("text " + i)))
                .doesNotContainNull();
        assertThat(answerTo("text 899")).isNull();
    }

    /** Many large answers are not held in memory at the start, either. */
    @Test
    void largeAnswersCountSeveralTimes() {
        salt(SALT);
        NewestAnswers newest = new NewestAnswers(100);
        for (int i = 0; i < 1000; i++) {
            byte[] value = new byte[40_000];
            newest.put(new NewestAnswers.Kept(
                    new AnswerKeys(SALT.bytes(), ASKED).of(Input.of(i)), record(new byte[0], value, NOW + i)));
        }

        assertThat(newest.takeAll()).hasSize(10).allMatch(answer -> answer.writtenAt() >= NOW + 990);
        assertThat(newest.takeAll()).isEmpty();
    }

    @Test
    void ofOneKeyTheLastAnswerIsKept() {
        salt(SALT);
        answer(ASKED, "hi", "first", NOW - 1);
        answer(ASKED, "hi", "second", NOW);
        answer(ASKED, "ho", "first", NOW);
        take(key(ASKED, "ho"), null, NOW);
        contents.allSeen();

        assertThat(answerTo("hi")).isEqualTo("second");
        assertThat(answerTo("ho")).as("deleted").isNull();
    }

    @Test
    void whoeverDeletesAnAnswerHasItAskedAnew() {
        salt(SALT);
        answer(ASKED, "hi", "wrong", NOW);
        contents.allSeen();

        take(key(ASKED, "hi"), null, NOW);

        assertThat(answerTo("hi")).isNull();
    }

    @Test
    void aSaltThatIsOldIsWrittenAgain() {
        assertThat(contents.saltOlderThan(Duration.ofMinutes(30))).isEmpty();
        take(Salt.key(), SALT.value(), NOW - Duration.ofMinutes(31).toMillis());

        assertThat(contents.saltOlderThan(Duration.ofMinutes(30))).hasValue(SALT);
        contents.saltRenewed();
        assertThat(contents.saltOlderThan(Duration.ofMinutes(30))).isEmpty();
    }

    private @Nullable Object answerTo(String text) {
        share();
        Prediction known = cache.get(Input.of(text));
        return known == null ? null : known.value();
    }

    private void share() {
        AnswerKeys keys = new AnswerKeys(SALT.bytes(), ASKED);
        cache.shareBy(new io.github.hfconnect.cache.SharedAnswers() {
            @Override
            public Object key(Input input) {
                return keys.of(input);
            }

            @Override
            public void answered(Object key, Prediction prediction) {}
        });
    }

    private int count(String name) {
        return Objects.requireNonNull(counts.gauges().get(name)).get().intValue();
    }

    private void salt(Salt salt) {
        take(Salt.key(), salt.value(), NOW);
    }

    private void answer(Asked asked, String text, String answer, long writtenAt) {
        Prediction prediction = new Prediction(answer, Origin.of("org/model", "own", Duration.ZERO));
        take(key(asked, text), CODEC.encode(prediction), writtenAt);
    }

    private static byte[] key(Asked asked, String text) {
        return new AnswerKeys(SALT.bytes(), asked).of(Input.of(text)).bytes();
    }

    private void take(byte @Nullable [] key, byte @Nullable [] value, long writtenAt) {
        contents.take(record(key, value, writtenAt));
    }

    private ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value, long writtenAt) {
        return new ConsumerRecord<>(
                "answers",
                0,
                nextOffset++,
                writtenAt,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
