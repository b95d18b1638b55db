package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TokenEstimateTest {

    private final TokenEstimate estimate = new TokenEstimate();

    @Test
    void beforeAnyAnswerATokenIsThreeBytes() {
        assertThat(estimate.expected(2, 300)).isEqualTo(100);
        assertThat(estimate.expected(1, 0)).isEqualTo(1);
        assertThat(estimate.bytesFor(100)).isEqualTo(300);
        assertThat(estimate.deviation()).isZero();
        assertThat(estimate.isSettled()).isFalse();
    }

    /** A chat with 500 tokens of instructions: a short question is billed nearly as much as a long one. */
    @Test
    void whatEachInputTakesIsToldFromWhatEachByteTakes() {
        for (int i = 1; i <= 20; i++) {
            estimate.learn(1, 100L * i, 500 + 25L * i);
        }

        assertThat(estimate.expected(1, 100)).isCloseTo(525, within(1.0));
        assertThat(estimate.expected(1, 10_000)).isCloseTo(3_000, within(1.0));
        assertThat(estimate.expected(4, 400)).isCloseTo(2_100, within(1.0));
    }

    @Test
    void callsThatAreAllAlikeTellTheirMean() {
        for (int i = 0; i < 5; i++) {
            estimate.learn(32, 3_200, 960);
        }

        assertThat(estimate.expected(32, 3_200)).isCloseTo(960, within(1e-6));
        assertThat(estimate.expected(16, 1_600)).isCloseTo(480, within(1e-6));
        assertThat(estimate.bytesFor(300)).isEqualTo(1_000);
    }

    @Test
    void anotherKindOfTextIsLearnedSoon() {
        for (int i = 1; i <= 200; i++) {
            estimate.learn(1, 100 + i, (100 + i) / 4);
        }
        for (int i = 1; i <= 200; i++) {
            estimate.learn(1, 100 + i, 100 + i);
        }

        assertThat(estimate.expected(1, 300)).isCloseTo(300, within(15.0));
    }

    /** Long texts that the server cuts are billed no more than short ones: no estimate is below nothing. */
    @Test
    void textsThatTheServerCutsAreExpectedToBeBilledTheirMean() {
        for (int i = 1; i <= 20; i++) {
            estimate.learn(1, 10_000L * i, 512 - i);
        }

        assertThat(estimate.expected(1, 1_000_000)).isCloseTo(500, within(20.0));
    }

    @Test
    void deviationIsHowFarCallsWereFromWhatWasExpected() {
        for (int i = 0; i < 500; i++) {
            estimate.learn(1, 100 + 10 * (i % 7), 100 + 10 * (i % 7) + (i % 2 == 0 ? 10 : -10));
        }

        assertThat(estimate.deviation()).isCloseTo(10, within(2.0));
    }

    @Test
    void serverThatDoesNotTellIsNotWaitedFor() {
        assertThat(estimate.isUntold()).isTrue();
        assertThat(estimate.isUntold()).isFalse();
        assertThat(estimate.isSettled()).isTrue();
    }

    @Test
    void inputsWithoutBytesAreBilledByTheirNumber() {
        estimate.learn(2, 0, 100);

        assertThat(estimate.expected(4, 0)).isEqualTo(200);
        assertThat(estimate.bytesFor(50)).isPositive();
    }
}
