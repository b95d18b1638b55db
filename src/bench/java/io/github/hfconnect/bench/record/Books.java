package io.github.hfconnect.bench.record;

import io.github.hfconnect.bench.result.BenchFailedException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Every record that went in has to come out once, in the order of its partition, with its own prediction. */
public final class Books {

    private record Lane(int input, int output) {}

    private final int records;
    private final Map<Integer, BitSet> seen = new HashMap<>();
    private final Map<Lane, Integer> last = new HashMap<>();
    private int distinct;
    private int duplicated;
    private int disordered;
    private int wrong;

    /** Books of an input of so many records. */
    public Books(int records) {
        this.records = records;
    }

    /**
     * Enters one record of the output.
     *
     * @param key of {@link SampleRecords#key}
     * @param outputPartition where it came out; between two of these no order is promised
     * @param ownPrediction whether the prediction in it is the one for its text
     */
    public void enter(String key, int outputPartition, boolean ownPrediction) {
        int dash = key.indexOf('-');
        int partition = Integer.parseInt(key, 0, dash, 10);
        int sequence = Integer.parseInt(key, dash + 1, key.length(), 10);
        BitSet ofPartition = seen.computeIfAbsent(partition, missing -> new BitSet());
        if (ofPartition.get(sequence)) {
            duplicated++;
            return;
        }
        ofPartition.set(sequence);
        distinct++;
        wrong += ownPrediction ? 0 : 1;
        Integer before = last.put(new Lane(partition, outputPartition), sequence);
        disordered += before != null && before > sequence ? 1 : 0;
    }

    int missing() {
        return records - distinct;
    }

    int duplicated() {
        return duplicated;
    }

    /**
     * Sees that the books balance.
     *
     * @throws BenchFailedException where they do not
     */
    public void check() {
        if (missing() != 0) {
            throw new BenchFailedException(this.toString());
        }
        checkSoFar();
    }

    /**
     * The same of a run that has not come to its end, so that records are missing.
     *
     * @throws BenchFailedException where something came out that should not
     */
    public void checkSoFar() {
        if (duplicated != 0 || disordered != 0 || wrong != 0) {
            throw new BenchFailedException(this.toString());
        }
    }

    @Override
    public String toString() {
        return records + " records in: " + missing() + " missing, " + duplicated + " duplicated, " + disordered
                + " out of order, " + wrong + " with another's prediction";
    }
}
