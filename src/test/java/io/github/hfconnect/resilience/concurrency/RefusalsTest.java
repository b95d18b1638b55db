package io.github.hfconnect.resilience.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalsTest {

    private final Refusals refusals = new Refusals();

    @Test
    void fewAmongManyAnswersAreMadeUpForByRetries() {
        count(90, 10);

        assertThat(refusals.areTooMany(16)).isFalse();
    }

    @Test
    void manyAreTooMany() {
        count(30, 10);

        assertThat(refusals.areTooMany(16)).isTrue();
    }

    @Test
    void firstCallsDecideNothing() {
        count(1, 8);

        assertThat(refusals.areTooMany(16)).isFalse();
    }

    @Test
    void whereNothingIsAnsweredItIsAnOutage() {
        count(0, 1000);

        assertThat(refusals.areTooMany(16)).isFalse();
    }

    @Test
    void longAgoDoesNotOutweighNow() {
        for (int i = 0; i < 10_000; i++) {
            count(1, 0);
            assertThat(refusals.areTooMany(16)).isFalse();
        }

        boolean tooMany = false;
        for (int i = 0; i < 100 && !tooMany; i++) {
            count(1, 1);
            tooMany = refusals.areTooMany(16);
        }

        assertThat(tooMany).isTrue();
    }

    private void count(int answered, int refused) {
        for (int i = 0; i < answered; i++) {
            refusals.answered();
        }
        for (int i = 0; i < refused; i++) {
            refusals.refused();
        }
    }
}
