package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What has become of a feed, record by record. Pure.
 *
 * @param missing ids that are neither enriched nor dead
 * @param wrong records that are not what they must be, or are both enriched and dead
 * @param stepsBack how often a partition's records start over in the output, by partition; empty: all are in order
 * @param repeated records that were written again
 * @param dead by id, the kind of failure that its headers name
 * @param annotated by id, the kind of failure that stands where its prediction would
 */
record Audit(
        Set<Integer> missing,
        List<String> wrong,
        Map<Integer, Integer> stepsBack,
        int repeated,
        Map<Integer, String> dead,
        Map<Integer, String> annotated) {

    /** Nothing missing, wrong, out of order or repeated, and exactly these dead. */
    static Audit perfect(Map<Integer, String> dead) {
        return new Audit(Set.of(), List.of(), Map.of(), 0, dead, Map.of());
    }

    /** The same, but that these are missing. */
    static Audit perfectBut(Set<Integer> missing) {
        return new Audit(missing, List.of(), Map.of(), 0, Map.of(), Map.of());
    }

    /** The same, but that these are annotated in the prediction's place. */
    static Audit perfectWith(Map<Integer, String> annotated) {
        return new Audit(Set.of(), List.of(), Map.of(), 0, Map.of(), annotated);
    }

    /** Asserts that nothing is missing or wrong, exactly these are dead, and no partition starts over more than once. */
    void assertRepeatedAtMostOnce(Map<Integer, String> expectedDead) {
        assertThat(missing).isEmpty();
        assertThat(wrong).isEmpty();
        assertThat(dead).isEqualTo(expectedDead);
        assertThat(stepsBack.values()).isSubsetOf(Set.of(1));
    }

    static Audit of(
            Feed feed, List<ConsumerRecord<String, String>> enriched, List<ConsumerRecord<String, String>> letters) {
        List<String> wrong = new ArrayList<>();
        Set<Integer> written = new TreeSet<>();
        Map<Integer, String> annotated = new TreeMap<>();
        for (ConsumerRecord<String, String> record : enriched) {
            written.add(Topics.id(record));
            String kind = Topics.json(record).at("/prediction_error/kind").asText();
            if (!kind.isEmpty()) {
                annotated.put(Topics.id(record), kind);
            }
            check(isRight(feed, record, !kind.isEmpty()), record, wrong);
        }
        Map<Integer, String> dead = new TreeMap<>();
        for (ConsumerRecord<String, String> record : letters) {
            dead.put(Topics.id(record), DeadLetterHeaders.kind(record));
            check(DeadLetterHeaders.areRight(feed, record) && !written.contains(Topics.id(record)), record, wrong);
        }
        int repeated = enriched.size() - written.size() + letters.size() - dead.size();
        return new Audit(
                missing(feed, written, dead.keySet()), wrong, stepsBack(feed, enriched), repeated, dead, annotated);
    }

    private static void check(boolean right, ConsumerRecord<String, String> record, List<String> wrong) {
        if (!right) {
            wrong.add(record.toString());
        }
    }

    private static Set<Integer> missing(Feed feed, Set<Integer> written, Set<Integer> dead) {
        Set<Integer> missing = new TreeSet<>();
        IntStream.range(0, feed.size())
                .filter(id -> !written.contains(id) && !dead.contains(id))
                .forEach(missing::add);
        return missing;
    }

    /** The record as it was sent, with the prediction of its own text and of no other, or none where a failure stands in its place. */
    private static boolean isRight(Feed feed, ConsumerRecord<String, String> record, boolean isAnnotated) {
        JsonNode value = Topics.json(record);
        int id = Topics.id(record);
        if (!feed.holds(id)) {
            return false;
        }
        String message = feed.messages().get(id);
        JsonNode prediction = value.path("prediction");
        return value.size() == (value.has("prediction_error") ? 4 : 3)
                && value.path("message").asText().equals(message)
                && record.key().equals("user-" + id)
                && Topics.header(record, "hf.source.topic").equals(feed.topic())
                && Topics.header(record, "hf.source.partition").equals(String.valueOf(feed.partition(id)))
                && Topics.header(record, "hf.source.offset").equals(String.valueOf(feed.offset(id)))
                && (isAnnotated ? prediction.isNull() : isOf(message, prediction));
    }

    private static boolean isOf(String message, JsonNode prediction) {
        return prediction.path("label").asText().equals(ScriptedTei.label(message))
                && Math.abs(prediction.path("score").asDouble() - ScriptedTei.score(message)) < 1e-9;
    }

    /** The output topic has one partition, so that the whole order can be seen. */
    private static Map<Integer, Integer> stepsBack(Feed feed, List<ConsumerRecord<String, String>> enriched) {
        Map<Integer, Long> last = new HashMap<>();
        Map<Integer, Integer> steps = new TreeMap<>();
        for (ConsumerRecord<String, String> record : enriched) {
            int id = Topics.id(record);
            Long before = last.put(feed.partition(id), feed.offset(id));
            if (before != null && before >= feed.offset(id)) {
                steps.merge(feed.partition(id), 1, Integer::sum);
            }
        }
        return steps;
    }
}
