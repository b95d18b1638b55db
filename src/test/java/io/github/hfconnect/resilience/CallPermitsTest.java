package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** No permit is lost, however a call ends. */
class CallPermitsTest {

    private static final List<Input> INPUTS = List.of(Input.of("a"));

    private final FakeTime time = new FakeTime();

    @Test
    void noMoreCallsThanPermitsAndEachIsGivenBack() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        InferenceClient fickle = inputs -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                return endSomehow(inputs);
            } finally {
                running.decrementAndGet();
            }
        };

        EndpointPool pool = pool(new ConcurrencyRange(1, 3), fickle);
        Departures departures = new Departures(pool, Throttle.none(time));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(start(() -> callOften(departures)));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(pool.concurrencyInUse()).isZero();
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void interruptedWaitTakesNoPermit() throws Exception {
        EndpointPool pool = pool(ConcurrencyRange.fixed(1), new FakeInferenceClient());
        Departures departures = new Departures(pool, Throttle.none(time));
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Lease taken = departures.next(CallNeeds.of(1))) {
            Thread waiting = start(() -> {
                try (Lease second = departures.next(CallNeeds.of(1))) {
                    assertThat(second).isNotNull();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            waiting.interrupt();
            interrupted.await();
            assertThat(taken).isNotNull();
        }

        assertThat(pool.concurrencyInUse()).isZero();
    }

    @Test
    void permitIsNotKeptWhileACallSleepsOutItsBackoff() throws Exception {
        AtomicInteger inUseWhileAsleep = new AtomicInteger(-1);
        FakeInferenceClient model = new FakeInferenceClient()
                .failing(Failure.ofStatus(FailureKind.OVERLOADED, 429, "busy").withHint(Duration.ofSeconds(1)));
        EndpointPool[] pool = new EndpointPool[1];
        time.onNextSleep(() -> inUseWhileAsleep.set(pool[0].concurrencyInUse()));
        pool[0] = new EndpointPool(
                List.of(model), EndpointStrategy.FAILOVER, Duration.ofSeconds(5), new ConcurrencyRange(1, 4), time);
        RetryPolicy policy = new RetryPolicy(3, new Backoff(Duration.ZERO, Duration.ZERO), Duration.ZERO);

        new ResilientClient(pool[0], policy, Throttle.none(time), () -> 0.5, failure -> {}).infer(INPUTS);

        assertThat(inUseWhileAsleep.get()).isZero();
        assertThat(pool[0].concurrencyInUse()).isZero();
    }

    /** Otherwise the limit would seem to be in full use, and be learned from calls that it does not hold back. */
    @Test
    void callThatWaitsForItsRateIsNotInFlight() throws Exception {
        EndpointPool pool = pool(new ConcurrencyRange(1, 4), new FakeInferenceClient());
        RateLimit oneASecond = new RateLimit(1, time.nanos());
        Throttle throttle =
                new Throttle(oneASecond, new Budget(BudgetLimits.NONE, BudgetListener.none(), time.nanos()), time);
        Departures departures = new Departures(pool, throttle);
        AtomicInteger inUseWhileAsleep = new AtomicInteger(-1);
        departures.next(CallNeeds.of(1)).close();

        time.onNextSleep(() -> inUseWhileAsleep.set(pool.concurrencyInUse()));
        departures.next(CallNeeds.of(1)).close();

        assertThat(inUseWhileAsleep.get()).isZero();
        assertThat(pool.concurrencyLimit()).isEqualTo(4);
    }

    @Test
    void callThatWaitsForRoomIsMadeElsewhereOnceTheEndpointHasFailed() throws Exception {
        CountDownLatch failing = new CountDownLatch(1);
        AtomicInteger callsOfFailing = new AtomicInteger();
        InferenceClient down = inputs -> {
            callsOfFailing.incrementAndGet();
            failing.await();
            throw new InferenceException(Failure.ofStatus(FailureKind.UNAVAILABLE, 502, "bad gateway"));
        };
        FakeInferenceClient other = new FakeInferenceClient();
        EndpointPool pool = new EndpointPool(
                List.of(down, other),
                EndpointStrategy.FAILOVER,
                Duration.ofSeconds(5),
                ConcurrencyRange.fixed(1),
                time);
        RetryPolicy policy = new RetryPolicy(3, new Backoff(Duration.ZERO, Duration.ZERO), Duration.ZERO);
        ResilientClient client = new ResilientClient(pool, policy, Throttle.none(time), () -> 0.5, failure -> {});

        Thread first = start(() -> inferOnce(client));
        awaitWaiting(first);
        Thread second = start(() -> inferOnce(client));
        awaitWaiting(second);
        failing.countDown();
        first.join();
        second.join();

        assertThat(callsOfFailing.get()).isEqualTo(1);
        assertThat(other.calls()).hasSize(2);
        assertThat(pool.concurrencyInUse()).isZero();
    }

    @Test
    void errorGivesItsPermitBackToo() throws Exception {
        InferenceClient broken = inputs -> {
            throw new IllegalStateException("a bug");
        };
        EndpointPool pool = pool(ConcurrencyRange.fixed(1), broken);
        Departures departures = new Departures(pool, Throttle.none(time));

        for (int i = 0; i < 3; i++) {
            try (Lease lease = departures.next(CallNeeds.of(1))) {
                assertThatThrownBy(() -> lease.infer(INPUTS)).isInstanceOf(IllegalStateException.class);
            }
        }

        assertThat(pool.concurrencyInUse()).isZero();
    }

    private static void inferOnce(ResilientClient client) {
        try {
            client.infer(INPUTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private EndpointPool pool(ConcurrencyRange concurrency, InferenceClient client) {
        return new EndpointPool(List.of(client), EndpointStrategy.FAILOVER, Duration.ofSeconds(5), concurrency, time);
    }

    private void callOften(Departures departures) {
        for (int i = 0; i < 500; i++) {
            try (Lease lease = departures.next(CallNeeds.of(1))) {
                lease.infer(INPUTS);
            } catch (InferenceException e) {
                time.advance(Duration.ofMillis(1));
            } catch (InterruptedException e) {
                // As a call does that is cancelled; this thread goes on all the same.
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }

    private static List<Prediction> endSomehow(List<Input> inputs) throws InterruptedException {
        return switch (new Random().nextInt(4)) {
            case 0 -> throw new InferenceException(Failure.ofStatus(FailureKind.OVERLOADED, 429, "busy"));
            case 1 -> throw new InferenceException(Failure.of(FailureKind.UNAVAILABLE, "connection reset"));
            case 2 -> throw new InterruptedException();
            default -> List.of(FakeInferenceClient.prediction(inputs.get(0).text()));
        };
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }
}
