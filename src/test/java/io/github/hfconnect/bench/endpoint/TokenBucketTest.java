package io.github.hfconnect.bench.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void isEmptiedAtOnceAndFillsUpEvenly() {
        TokenBucket bucket = new TokenBucket(new TokenQuota(60, true), 0);

        assertThat(bucket.admit(50, 0)).isTrue();
        assertThat(bucket.admit(11, 0)).isFalse();
        assertThat(bucket.admit(11, SECOND)).isTrue();
        assertThat(bucket.headers(SECOND))
                .isEqualTo(Map.of(
                        "x-ratelimit-limit-tokens", "60",
                        "x-ratelimit-remaining-tokens", "0",
                        "x-ratelimit-reset-tokens", "60.000s"));
        assertThat(bucket.headers(1_000 * SECOND)).containsEntry("x-ratelimit-reset-tokens", "0.000s");
    }

    @Test
    void whoTellsNothingOnlyCounts() {
        TokenBucket bucket = new TokenBucket(new TokenQuota(60, false), 0);

        assertThat(bucket.admit(500, 0)).isTrue();
        assertThat(bucket.headers(0)).isEmpty();
    }
}
