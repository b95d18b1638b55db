package io.github.hfconnect.sink.documents;

import io.github.hfconnect.inference.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What was written of a document: up to which number there are pieces, in which partition of the output topic, and the hash of each
 * where that is known to be what stands there. Immutable.
 */
final class DocumentState {

    /** Of a document that has no pieces. */
    static final DocumentState NONE = new DocumentState(0, 0, new long[0]);

    /** In the place of a hash: no piece has that number. */
    private static final long NO_PIECE = 0;

    private final int partition;
    private final int count;
    private final long[] hashes;

    private DocumentState(int partition, int count, long[] hashes) {
        this.partition = partition;
        this.count = count;
        this.hashes = hashes;
    }

    static DocumentState of(int partition, List<Part> parts) {
        long[] hashes = new long[parts.stream().mapToInt(Part::number).max().orElse(-1) + 1];
        parts.forEach(part -> hashes[part.number()] = part.hash());
        return of(partition, hashes.length, hashes);
    }

    /** What tells whether a piece is another: of its text and of whatever else its record holds. */
    static long hash(String... content) {
        long hash = Sha256.of(content).getLong();
        return hash == NO_PIECE ? 1 : hash;
    }

    /**
     * As it was written down.
     *
     * @param count all numbers are below
     * @param hashes one for each number, or none where they are not known
     */
    static DocumentState of(int partition, int count, long[] hashes) {
        return count == 0 ? NONE : new DocumentState(partition, count, hashes);
    }

    int partition() {
        return partition;
    }

    /** All numbers of pieces are below. */
    int count() {
        return count;
    }

    /** The numbers of the pieces that are there, as far as that is known, or else of those that may be. */
    IntStream numbers() {
        return IntStream.range(0, count).filter(number -> hashes.length == 0 || hashes[number] != NO_PIECE);
    }

    /** Those of them that a version with these pieces has no more. */
    IntStream gone(List<Part> parts) {
        Set<Integer> there = parts.stream().map(Part::number).collect(Collectors.toSet());
        return numbers().filter(number -> !there.contains(number));
    }

    long[] hashes() {
        return hashes.clone();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether that piece stands there already. */
    boolean has(Part part) {
        return part.number() < hashes.length && hashes[part.number()] == part.hash();
    }

    /** The same, of whose pieces nothing is taken for granted. */
    DocumentState unsure() {
        return hashes.length == 0 ? this : new DocumentState(partition, count, new long[0]);
    }

    /** So many pieces may be there, and nothing is known of them. */
    DocumentState atLeast(int pieces) {
        return new DocumentState(partition, Math.max(count, pieces), new long[0]);
    }

    /** The smallest form in memory. */
    long[] packed() {
        long[] packed = new long[1 + hashes.length];
        packed[0] = (long) partition << Integer.SIZE | count;
        System.arraycopy(hashes, 0, packed, 1, hashes.length);
        return packed;
    }

    static DocumentState unpacked(long[] packed) {
        return new DocumentState(
                (int) (packed[0] >>> Integer.SIZE), (int) packed[0], Arrays.copyOfRange(packed, 1, packed.length));
    }
}
