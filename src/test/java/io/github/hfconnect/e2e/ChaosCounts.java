package io.github.hfconnect.e2e;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a reader of committed records finds in all output topics together.
 *
 * @param missing ids that are nowhere
 * @param duplicated records beyond the first of their id
 * @param disordered records before which a later one of their input partition stands, in the same output partition
 * @param wrong records in a wrong topic or with a wrong prediction
 */
record ChaosCounts(int expected, int missing, int duplicated, int disordered, int wrong) {

    static ChaosCounts of(int expected, List<ConsumerRecord<String, String>> records) {
        BitSet seen = new BitSet(expected);
        Map<String, Long> lastOffsets = new HashMap<>();
        int duplicated = 0;
        int disordered = 0;
        int wrong = 0;
        for (ConsumerRecord<String, String> record : records) {
            int id = Topics.id(record);
            duplicated += seen.get(id) ? 1 : 0;
            seen.set(id);
            long offset = Long.parseLong(source(record, "offset"));
            String way = record.topic() + record.partition() + "<" + source(record, "partition");
            Long last = lastOffsets.put(way, offset);
            disordered += last != null && last > offset ? 1 : 0;
            wrong += isRight(id, record) ? 0 : 1;
        }
        return new ChaosCounts(expected, expected - seen.cardinality(), duplicated, disordered, wrong);
    }

    private static boolean isRight(int id, ConsumerRecord<String, String> record) {
        String message = ChaosLoad.message(id);
        String label = Topics.json(record).path("prediction").path("label").asText("none");
        String expectedLabel = message.startsWith("rude") ? "toxic" : message.startsWith("hello") ? "neutral" : "none";
        return record.topic().equals(ChaosLoad.expectedTopic(id))
                && Topics.json(record).path("message").asText().equals(message)
                && label.equals(expectedLabel);
    }

    /** From the sink's own headers, or from those of dead letters. */
    private static String source(ConsumerRecord<String, String> record, String what) {
        String own = Topics.header(record, "hf.source." + what);
        return own.isEmpty() ? Topics.header(record, "__connect.errors." + what) : own;
    }
}
