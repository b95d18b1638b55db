package io.github.hfconnect.sink.documents;

import io.github.hfconnect.inference.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What was written of a document: up to which number there are pieces, in which partition of the output topic, and the hash of each
 * where that is known to be what stands there, and which commit of the model has made them, where that was told. Immutable.
 */
final class DocumentState {

    /** In the place of a revision. */
    static final long NOT_TOLD = 0;

    /** Of a document that has no pieces. */
    static final DocumentState NONE = new DocumentState(0, 0, NOT_TOLD, new long[0]);

    /** In the place of a hash: no piece has that number. */
    private static final long NO_PIECE = 0;

    private final int partition;
    private final int count;
    private final long revision;
    private final long[] hashes;

    private DocumentState(int partition, int count, long revision, long[] hashes) {
        this.partition = partition;
        this.count = count;
        this.revision = revision;
        this.hashes = hashes;
    }

    static DocumentState of(int partition, List<Part> parts) {
        long[] hashes = new long[parts.stream().mapToInt(Part::number).max().orElse(-1) + 1];
        parts.forEach(part -> hashes[part.number()] = part.hash());
        return of(partition, hashes.length, NOT_TOLD, hashes);
    }

    /** What tells whether a piece is another: of its text and of whatever else its record holds. */
    static long hash(String... content) {
        return notZero(Sha256.of(content).getLong());
    }

    /** A number for a commit of the model. */
    static long revision(String name) {
        return notZero(Sha256.of(name).getLong());
    }

    private static long notZero(long number) {
        return number == 0 ? 1 : number;
    }

    /**
     * As it was written down.
     *
     * @param count all numbers are below
     * @param revision that has made the pieces
     * @param hashes one for each number, or none where they are not known
     */
    static DocumentState of(int partition, int count, long revision, long[] hashes) {
        return count == 0 ? NONE : new DocumentState(partition, count, revision, hashes);
    }

    /**
     * The same, made by these revisions. What several have made, as while a new one is rolled out, is not taken for granted: the
     * next version makes it one.
     */
    DocumentState madeBy(Set<Long> revisions) {
        return switch (revisions.size()) {
            case 0 -> this;
            case 1 -> of(partition, count, revisions.iterator().next(), hashes);
            default -> unsure();
        };
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

    /** Of the model that has made the pieces, or {@link #NOT_TOLD}. */
    long revision() {
        return revision;
    }

    /** Whether nothing is known of what stands there. */
    boolean hasNoHashes() {
        return hashes.length == 0;
    }

    /** Whether the pieces are known to be of another revision than these, of which at least one is known. */
    boolean isOfOthersThan(Set<Long> served) {
        return hashes.length > 0 && revision != NOT_TOLD && !served.isEmpty() && !served.contains(revision);
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
        return hashes.length == 0 ? this : new DocumentState(partition, count, NOT_TOLD, new long[0]);
    }

    /** So many pieces may be there, and nothing is known of them. */
    DocumentState atLeast(int pieces) {
        return new DocumentState(partition, Math.max(count, pieces), NOT_TOLD, new long[0]);
    }

    /** The smallest form in memory: the sign tells whether a revision stands before the hashes. */
    long[] packed() {
        int head = revision == NOT_TOLD ? 1 : 2;
        long[] packed = new long[head + hashes.length];
        packed[0] = (long) partition << Integer.SIZE | count;
        if (revision != NOT_TOLD) {
            packed[0] |= Long.MIN_VALUE;
            packed[1] = revision;
        }
        System.arraycopy(hashes, 0, packed, head, hashes.length);
        return packed;
    }

    static DocumentState unpacked(long[] packed) {
        boolean isTold = packed[0] < 0;
        return new DocumentState(
                (int) (packed[0] >>> Integer.SIZE) & Integer.MAX_VALUE,
                (int) packed[0],
                isTold ? packed[1] : NOT_TOLD,
                Arrays.copyOfRange(packed, isTold ? 2 : 1, packed.length));
    }
}
