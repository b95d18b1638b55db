package io.github.hfconnect.bench.endpoint;

/** FNV-1a with 64 bits: a cheaper hash has equal values for short texts that differ. */
final class Fnv {

    static final long OFFSET = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private Fnv() {}

    static long next(long hash, byte value) {
        return (hash ^ value) * PRIME;
    }
}
