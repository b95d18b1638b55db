package io.github.hfconnect.cache.topic;

import io.github.hfconnect.cache.AnswerKey;
import io.github.hfconnect.cache.AnswerKeys;
import io.github.hfconnect.cache.Asked;
import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.cache.PredictionCodec;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands in a topic of answers, record by record: the salt, and the answers to what this cache is asked. Until all of it was
 * seen, the newest are held back as bytes, because there may be more than there is room for. For one thread, but for the keys.
 */
final class TopicContents {

    private static final Logger log = LoggerFactory.getLogger(TopicContents.class);

    private final Asked asked;
    private final PredictionCodec codec;
    private final PredictionCache cache;
    private final CacheTopicCounts counts;
    private final Time time;
    private final NewestAnswers newest;
    private boolean allSeen;
    private @Nullable Salt salt;
    private long saltWrittenAt;
    private volatile @Nullable AnswerKeys keys;

    TopicContents(Asked asked, PredictionCodec codec, PredictionCache cache, CacheTopicCounts counts, Time time) {
        this.asked = asked;
        this.codec = codec;
        this.cache = cache;
        this.counts = counts;
        this.time = time;
        this.newest = new NewestAnswers(cache.maxEntries());
    }

    /** The keys of answers, or null until there is a salt. For any thread. */
    @Nullable
    AnswerKeys keys() {
        return keys;
    }

    /** The salt where it was written longer ago than that, so that the topic's age limit will delete it. */
    Optional<Salt> saltOlderThan(Duration age) {
        return Optional.ofNullable(salt).filter(known -> time.now().toEpochMilli() - saltWrittenAt > age.toMillis());
    }

    /** The salt was written again. */
    void saltRenewed() {
        saltWrittenAt = time.now().toEpochMilli();
    }

    /** Takes in the next record of a partition. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key != null && Salt.isKey(key) && record.partition() == Salt.PARTITION && record.value() != null) {
            takeSalt(record);
        } else if (key != null && asked.owns(key)) {
            takeAnswer(AnswerKey.parse(key), record);
        } else {
            counts.foreign();
        }
    }

    private void takeSalt(ConsumerRecord<byte[], byte[]> record) {
        Optional<Salt> found = Salt.parse(record.value());
        if (found.isEmpty()) {
            counts.broken();
            return;
        }
        if (salt != null && !found.get().equals(salt)) {
            log.info(
                    "The topic {} has another salt now; answers that were kept under the former are paid again",
                    record.topic());
        }
        if (!found.get().equals(salt)) {
            keys = new AnswerKeys(found.get().bytes(), asked);
        }
        salt = found.get();
        saltWrittenAt = record.timestamp();
    }

    private void takeAnswer(AnswerKey key, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            newest.remove(key);
            cache.forget(key);
        } else if (!allSeen) {
            keep(new NewestAnswers.Kept(key, record));
        } else if (!cache.holds(key)) {
            restore(new NewestAnswers.Kept(key, record));
        }
    }

    private void keep(NewestAnswers.Kept answer) {
        if (age(answer).compareTo(cache.ttl()) < 0) {
            newest.put(answer);
        } else {
            newest.remove(answer.key());
        }
    }

    /** All that stood in the topic at the start was taken in: the newest go into the cache, and later ones as they come. */
    int allSeen() {
        allSeen = true;
        List<NewestAnswers.Kept> answers = newest.takeAll();
        answers.forEach(this::restore);
        return answers.size();
    }

    private void restore(NewestAnswers.Kept answer) {
        try {
            Prediction prediction = codec.decode(answer.value());
            cache.restore(answer.key(), prediction, age(answer));
            counts.restored();
        } catch (IllegalArgumentException e) {
            counts.broken();
        }
    }

    /** A clock that is behind another's makes nothing younger than new. */
    private Duration age(NewestAnswers.Kept answer) {
        return Duration.ofMillis(Math.max(0, time.now().toEpochMilli() - answer.writtenAt()));
    }
}
