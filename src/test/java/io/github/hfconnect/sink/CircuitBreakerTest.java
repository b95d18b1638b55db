package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.resilience.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Failure DOWN = Failure.of(FailureKind.UNAVAILABLE, "nobody there");

    private final FakeTime time = new FakeTime();
    private final CircuitBreaker breaker = new CircuitBreaker(INTERVAL, time);

    @AfterEach
    void letWorkersGo() {
        breaker.answered();
    }

    @Test
    void nobodyWaitsWhereEndpointsAnswer() throws InterruptedException {
        breaker.awaitTurn();

        assertThat(breaker.isOn()).isFalse();
    }

    @Test
    void oneOfAllWorkersProbesWhenTheIntervalIsOver() {
        breaker.began(DOWN);
        List<CompletableFuture<Void>> workers = List.of(worker(), worker(), worker());
        time.awaitWaiting(3);

        advance(INTERVAL.minusNanos(1), 3);
        assertThat(workers).noneMatch(CompletableFuture::isDone);
        advance(Duration.ofNanos(1), 2);
        CompletableFuture.anyOf(workers.toArray(CompletableFuture[]::new)).join();
        assertThat(workers).filteredOn(CompletableFuture::isDone).hasSize(1);
    }

    /** However long the probe takes: it may be a call with all its attempts. */
    @Test
    void othersWaitForTheProbe() {
        breaker.began(DOWN);
        List<CompletableFuture<Void>> workers = List.of(worker(), worker());
        time.awaitWaiting(2);
        advance(INTERVAL, 1);

        CompletableFuture.anyOf(workers.toArray(CompletableFuture[]::new)).join();
        advance(Duration.ofHours(1), 1);
        assertThat(workers).filteredOn(CompletableFuture::isDone).hasSize(1);
    }

    @Test
    void afterAProbeInVainAnotherIsDueAnIntervalLater() {
        breaker.began(DOWN);
        CompletableFuture<Void> first = worker();
        time.awaitWaiting(1);
        advance(INTERVAL, 0);
        first.join();
        CompletableFuture<Void> second = worker();
        time.awaitWaiting(1);

        breaker.began(DOWN);
        advance(INTERVAL.minusNanos(1), 1);
        assertThat(second).isNotDone();
        advance(Duration.ofNanos(1), 0);
        second.join();
    }

    /** Also one that came before the outage was noticed. */
    @Test
    void anyAnswerLetsAllWorkersGoOn() {
        breaker.began(DOWN);
        List<CompletableFuture<Void>> workers = List.of(worker(), worker(), worker());
        time.awaitWaiting(3);

        breaker.answered(List.of(), Duration.ZERO);

        workers.forEach(CompletableFuture::join);
        assertThat(breaker.isOn()).isFalse();
    }

    /** A failure may be an input's own. */
    @Test
    void failedCallAloneIsNoOutage() {
        breaker.failed(DOWN, 1, Duration.ofMillis(5));

        assertThat(breaker.isOn()).isFalse();
    }

    private CompletableFuture<Void> worker() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                breaker.awaitTurn();
                turn.complete(null);
            } catch (InterruptedException e) {
                turn.completeExceptionally(e);
            }
        });
        thread.start();
        return turn;
    }

    /** Lets time pass, until so many workers wait again and the others have gone on. */
    private void advance(Duration by, int waitingThen) {
        time.advance(by);
        time.awaitWaiting(waitingThen);
    }
}
