package io.github.hfconnect.bench.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    private final Fingerprints fingerprints = new Fingerprints();

    @Test
    void countsWhatIsDifferent() {
        for (long hash : new long[] {7, 0, -7, 7, 0, Long.MIN_VALUE}) {
            fingerprints.add(hash);
        }

        assertThat(fingerprints.size()).isEqualTo(4);
    }

    /** More than there are places at first, near one another and far apart. */
    @Test
    void countsAsASetDoes() {
        Set<Long> set = new HashSet<>();
        Random random = new Random(7);
        for (int i = 0; i < 300_000; i++) {
            long hash = i % 2 == 0 ? random.nextLong() : random.nextInt(50_000);
            set.add(hash);
            fingerprints.add(hash);
        }

        assertThat(fingerprints.size()).isEqualTo(set.size());
    }

    @Test
    void knowsNothingOnceCleared() {
        fingerprints.add(0);
        fingerprints.add(7);

        fingerprints.clear();

        assertThat(fingerprints.size()).isZero();
    }
}
