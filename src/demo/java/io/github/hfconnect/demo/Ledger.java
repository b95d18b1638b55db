package io.github.hfconnect.demo;

import io.github.hfconnect.demo.Arrival.Kind;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The books: every record that went in has to come out, once, and in the order of its partition. */
final class Ledger {

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Integer, BitSet> seen = new HashMap<>();
    private final Map<Lane, Long> last = new HashMap<>();
    private long distinct;
    private long duplicated;
    private long disordered;

    /** One input partition's records within one partition of an output topic. */
    private record Lane(int source, TopicPartition output) {}

    /** Enters one arrival. */
    void enter(Arrival arrival) {
        BitSet offsets = seen.computeIfAbsent(arrival.source(), source -> new BitSet());
        int offset = Math.toIntExact(arrival.offset());
        if (offsets.get(offset)) {
            duplicated++;
            return;
        }
        offsets.set(offset);
        distinct++;
        counts.merge(arrival.kind(), 1L, Long::sum);
        if (arrival.kind() != Kind.DEAD) {
            checkOrder(arrival);
        }
    }

    /** How many records of a kind came out. */
    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** How many records of the input are accounted for. */
    long distinct() {
        return distinct;
    }

    /** How many records came out again. */
    long duplicated() {
        return duplicated;
    }

    /** How many records came out after one that went in later. */
    long disordered() {
        return disordered;
    }

    // Dead letters are left out: Connect's own queue promises no order.
    private void checkOrder(Arrival arrival) {
        Long before = last.put(new Lane(arrival.source(), arrival.output()), arrival.offset());
        if (before != null && before > arrival.offset()) {
            disordered++;
        }
    }
}
