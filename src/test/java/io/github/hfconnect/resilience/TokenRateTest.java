package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sixty tokens a minute, in seconds of a clock that stands still. */
class TokenRateTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final TokenEstimate estimate = new TokenEstimate();
    private final TokenRate rate = new TokenRate(61, estimate, 0);
    private long now;

    /** Waits as long as is said, and leaves. */
    private TokenRate.Call leave(double tokens) {
        for (Duration wait = rate.delay(tokens, now); !wait.isZero(); wait = rate.delay(tokens, now)) {
            now += wait.toNanos();
        }
        return rate.begin(tokens, now);
    }

    private void know(long tokensACall) {
        estimate.learn(1, 100, tokensACall);
    }

    @Test
    void callsLeaveEvenlyByWhatTheyAreExpectedToTake() {
        know(10);

        leave(10);
        leave(10);
        leave(20);
        leave(1);

        assertThat(now).isEqualTo(40 * SECOND);
    }

    @Test
    void whatACallWasBilledMoreIsWaitedForByTheNext() {
        know(10);
        TokenRate.Call call = leave(10);
        rate.ended(call, 25);

        leave(1);

        assertThat(now).isEqualTo(25 * SECOND);
    }

    @Test
    void whatACallWasBilledLessIsForTheNext() {
        know(10);
        rate.ended(leave(30), 5);

        leave(1);

        assertThat(now).isEqualTo(5 * SECOND);
        assertThat(rate.used(now)).isEqualTo(6);
    }

    @Test
    void untilTheFirstAnswerOneCallIsUnderWay() {
        TokenRate.Call first = leave(5);

        now = 50 * SECOND;
        assertThat(rate.delay(5, now)).isPositive();
        know(5);
        rate.ended(first, 5);
        assertThat(rate.delay(5, now)).isZero();
    }

    @Test
    void callThatHasFailedMayHaveBeenBilled() {
        know(10);
        rate.ended(leave(40));

        assertThat(rate.used(now)).isEqualTo(40);
    }

    @Test
    void callWhoseBillIsNotKnownIsNoLongerUnderWay() {
        rate.ended(leave(5));
        now = 10 * SECOND;

        assertThat(rate.delay(5, now)).isZero();
    }

    @Test
    void whatWasUsedAMinuteAgoIsUsedNoLonger() {
        know(10);
        leave(40);

        now = 61 * SECOND;

        assertThat(rate.used(now)).isZero();
    }

    /** Spaced evenly, they would be a little more than the limit by the time that the first of them is forgotten. */
    @Test
    void noMinuteHasMoreWhereverItBegins() {
        know(20);
        leave(20);
        leave(20);
        leave(20);

        leave(20);

        assertThat(now).isEqualTo(61 * SECOND);
    }

    @Test
    void waitEndsAsSoonAsTheOldestIsAMinuteAgo() {
        know(20);
        leave(20);
        leave(20);
        leave(20);

        now = 61 * SECOND - SECOND / 2;

        assertThat(rate.delay(20, now)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void timeThatWasNotUsedIsACreditOfASecondAtMost() {
        know(10);
        now = 3_600 * SECOND;

        leave(10);
        leave(10);

        assertThat(now).isEqualTo((3_600 + 9) * SECOND);
    }

    @Test
    void callThatIsLargerThanTheLimitLeavesAlone() {
        know(100);
        leave(100);
        assertThat(now).isZero();

        leave(100);

        assertThat(now).isEqualTo(100 * SECOND);
    }

    @Test
    void whatCallsUnderWayMayBeBilledBeyondExpectationIsLeftFree() {
        estimate.learn(1, 100, 10);
        estimate.learn(1, 100, 20);
        double once = 4 * estimate.deviation();

        assertThat(once).isPositive();
        assertThat(rate.delay(61 - once, now)).isZero();
        TokenRate.Call underWay = rate.begin(1, now);
        now += 5 * SECOND;
        assertThat(rate.delay(60 - once, now)).isPositive();
        rate.ended(underWay, 1);
        assertThat(rate.delay(60 - once, now)).isZero();
    }
}
