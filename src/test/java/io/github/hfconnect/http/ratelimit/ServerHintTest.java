package io.github.hfconnect.http.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.answer.ErrorBody;
import io.github.hfconnect.server.Headers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHintTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static @Nullable Duration hint(@Nullable Double estimate, String... headers) {
        return ServerHint.of(
                Headers.of(headers), new ErrorBody("", null, null, null, false, false, estimate, null, null), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7000",
        "' 30 ', 30000",
        "1.5, 1500",
        "'Tue, 24 Nov 2026 10:01:30 GMT', 90000",
        "999999999, 300000",
        "'Fri, 24 Nov 2226 10:00:00 GMT', 300000"
    })
    void retryAfterIsSecondsOrADate(String value, long millis) {
        assertThat(hint(null, "Retry-After", value)).isEqualTo(Duration.ofMillis(millis));
    }

    /** A date has whole seconds, the clock has not: cutting the rest off would send the next call too early. */
    @Test
    void aDateIsNotReachedAMomentEarlier() {
        Headers date = Headers.of("Retry-After", "Tue, 24 Nov 2026 10:00:02 GMT");
        ErrorBody noEstimate = new ErrorBody("", null, null, null, false, false, null, null, null);

        assertThat(ServerHint.of(date, noEstimate, NOW.plusMillis(100))).isEqualTo(Duration.ofMillis(1900));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1e9", "99999999999999999999", "Tue, 99 Nov 2026 10:00:00 GMT", "1s"})
    void whatIsNeitherIsNoHint(String value) {
        assertThat(hint(null, "Retry-After", value)).isNull();
    }

    @Test
    void aUsedUpRateLimitSaysWhenItsWindowEnds() {
        assertThat(hint(null, "RateLimit", "\"api\";r=0;t=55")).isEqualTo(Duration.ofSeconds(55));
        assertThat(hint(null, "ratelimit", "\"pages\";r=3;t=9, \"api\"; r=0; t=55"))
                .isEqualTo(Duration.ofSeconds(55));
        assertThat(hint(null, "RateLimit", "\"api\";r=10;t=55")).isNull();
    }

    @Test
    void anEstimateIsSeconds() {
        assertThat(hint(20.5)).isEqualTo(Duration.ofMillis(20_500));
        assertThat(hint(1e300)).isEqualTo(Duration.ofMinutes(5));
    }

    /** Azure says 0 ms of each limit of tokens, and means its seconds; alone it must not make all attempts follow at once. */
    @Test
    void noWaitAtAllIsNoHint() {
        assertThat(hint(null, "retry-after-ms", "0", "Retry-After", "30")).isEqualTo(Duration.ofSeconds(30));
        assertThat(hint(20.0, "Retry-After", "0")).isEqualTo(Duration.ofSeconds(20));
        assertThat(hint(null, "Retry-After", "0")).isNull();
        assertThat(hint(null, "Retry-After", "Tue, 24 Nov 2026 09:00:00 GMT")).isNull();
        assertThat(hint(-1.0)).isNull();
    }

    @Test
    void theMostDirectHintWins() {
        assertThat(hint(20.0, "Retry-After", "3", "RateLimit", "\"api\";r=0;t=55"))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(hint(20.0, "Retry-After", "soon", "RateLimit", "\"api\";r=0;t=55"))
                .isEqualTo(Duration.ofSeconds(55));
        assertThat(hint(null)).isNull();
    }
}
