package io.github.hfconnect.cache.topic;

import io.github.hfconnect.cache.AnswerKey;
import io.github.hfconnect.cache.PredictionCache;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The newest answers of a topic that may hold more than there is room for, as bytes. Never holds more than half as many again as are
 * asked for. Not thread-safe.
 */
final class NewestAnswers {

    /** An answer as it stands in the topic. */
    record Kept(AnswerKey key, ConsumerRecord<byte[], byte[]> record) {

        byte[] value() {
            return record.value();
        }

        /** In ms since 1970. */
        long writtenAt() {
            return record.timestamp();
        }

        /** As how many it counts. */
        int entries() {
            return PredictionCache.entries(AnswerKey.BYTES + record.value().length);
        }
    }

    private final int most;
    private final Map<AnswerKey, Kept> byKey = new HashMap<>();
    private long entries;

    /**
     * None yet.
     *
     * @param most entries, as a {@link PredictionCache} counts them
     */
    NewestAnswers(int most) {
        this.most = most;
    }

    /** Takes in what the topic holds next for this key. */
    void put(Kept answer) {
        entries += answer.entries() - entries(byKey.put(answer.key(), answer));
        if (entries > most * 1.5) {
            dropOld();
        }
    }

    /** The topic holds nothing for this key any more. */
    void remove(AnswerKey key) {
        entries -= entries(byKey.remove(key));
    }

    private static int entries(@Nullable Kept answer) {
        return answer == null ? 0 : answer.entries();
    }

    /** The newest, the oldest of them first; they are not held any longer. */
    List<Kept> takeAll() {
        dropOld();
        List<Kept> all = oldestFirst();
        byKey.clear();
        entries = 0;
        return all;
    }

    private void dropOld() {
        for (Kept answer : oldestFirst()) {
            if (entries <= most) {
                return;
            }
            remove(answer.key());
        }
    }

    private List<Kept> oldestFirst() {
        return byKey.values().stream()
                .sorted(Comparator.comparingLong(Kept::writtenAt))
                .toList();
    }
}
