package io.github.hfconnect.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.BitSet;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a dead letter partition were put back, so that none is put back twice. A filter leaves records behind for
 * another day: the offset that is committed is that of the first one left, and its metadata tells which beyond it are done.
 */
final class ReplayedOffsets {

    /** A little less than what brokers take ({@code offset.metadata.max.bytes}). */
    private static final int MAX_METADATA = 4000;

    private static final String FORMAT = "hf1:";

    private long first;
    private long next;
    private final BitSet doneBeyond;

    private ReplayedOffsets(long first, BitSet doneBeyond) {
        this.first = first;
        this.next = first;
        this.doneBeyond = doneBeyond;
    }

    /**
     * What was committed.
     *
     * @param committed null where nothing was
     * @param beginning of the partition: what is older is gone
     */
    static ReplayedOffsets of(@Nullable OffsetAndMetadata committed, long beginning) {
        if (committed == null) {
            return new ReplayedOffsets(beginning, new BitSet());
        }
        ReplayedOffsets offsets = new ReplayedOffsets(committed.offset(), decode(committed.metadata()));
        offsets.passGap(beginning);
        return offsets;
    }

    /** The offset to read from. */
    long first() {
        return first;
    }

    /** Learns of the next record in the partition; offsets between it and the one before are no records. */
    void reach(long offset) {
        passGap(offset);
        next = offset + 1;
    }

    boolean isDone(long offset) {
        return offset < first || doneBeyond.get((int) (offset - first));
    }

    void done(long offset) {
        doneBeyond.set((int) (offset - first));
        moveFirst();
    }

    /**
     * What is to be committed.
     *
     * @throws CliException where it is more than a broker remembers
     */
    OffsetAndMetadata toCommit() {
        String metadata = doneBeyond.isEmpty() ? "" : encode(doneBeyond);
        if (metadata.length() > MAX_METADATA) {
            throw new CliException(
                    "Too many records were left out between those that were put back to remember them all,"
                            + " so nothing more is put back. Put back those from offset " + first
                            + " on with a wider filter first");
        }
        return new OffsetAndMetadata(first, metadata);
    }

    private void passGap(long offset) {
        if (offset > next) {
            doneBeyond.set((int) (next - first), (int) (offset - first));
            moveFirst();
        }
        next = Math.max(next, offset);
    }

    private void moveFirst() {
        int done = doneBeyond.nextClearBit(0);
        if (done > 0) {
            BitSet rest = doneBeyond.get(done, Math.max(done, doneBeyond.length()));
            doneBeyond.clear();
            doneBeyond.or(rest);
            first += done;
        }
    }

    private static String encode(BitSet bits) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(bits.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return FORMAT + Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static BitSet decode(@Nullable String metadata) {
        if (metadata == null || metadata.isEmpty()) {
            return new BitSet();
        }
        if (!metadata.startsWith(FORMAT)) {
            throw new CliException("The group's offsets were committed by something else; choose another `--group`");
        }
        byte[] deflated = Base64.getDecoder().decode(metadata.substring(FORMAT.length()));
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return BitSet.valueOf(inflater.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
