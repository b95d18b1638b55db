package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.value.Linger;
import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.lane.Records;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MicroBatcherTest {

    private static final Duration LINGER = Duration.ofMillis(5);

    private final FakeTime time = new FakeTime();
    private final PartitionLane lane = new PartitionLane(OutputOrder.PARTITION, new FakeTime());
    private final MicroBatcher batcher = new MicroBatcher(() -> new BatchLimits(3, 1_000), Linger.of(LINGER), time);
    private long offset;

    @Test
    void lessThanABatchLingersForMore() {
        CompletableFuture<List<CoalescedRequest>> batch = worker();
        time.awaitWaiting(1);

        batcher.add(requests(1));
        time.awaitWaiting(1);
        time.advance(LINGER.minusNanos(1));
        time.awaitWaiting(1);
        assertThat(batch).isNotDone();
        batcher.add(requests(1));
        time.advance(Duration.ofNanos(1));

        assertThat(batch.join()).hasSize(2);
    }

    @Test
    void fullBatchLeavesAtOnce() {
        CompletableFuture<List<CoalescedRequest>> batch = worker();
        time.awaitWaiting(1);

        batcher.add(requests(3));

        assertThat(batch.join()).hasSize(3);
    }

    @Test
    void batchThatBecomesFullWhileItLingersLeavesAtOnce() {
        batcher.add(requests(2));
        CompletableFuture<List<CoalescedRequest>> batch = worker();
        time.awaitWaiting(1);

        batcher.add(requests(1));

        assertThat(batch.join()).hasSize(3);
    }

    @Test
    void fillIsOfWhatACallCouldCarryWhenItsBatchWasPutTogether() throws Exception {
        AtomicReference<BatchLimits> limits = new AtomicReference<>(new BatchLimits(4, 1_000));
        MicroBatcher changing = new MicroBatcher(limits::get, Linger.of(Duration.ZERO), time);
        assertThat(changing.meanFill()).isNaN();
        changing.add(requests(4));
        changing.take();
        changing.add(requests(2));
        changing.take();

        limits.set(new BatchLimits(1, 1_000));

        assertThat(changing.meanFill()).isEqualTo(0.75);
    }

    /** A notice wakes one worker, which has to wake the next. */
    @Test
    void manyBatchesOfOnePollGoToAsManyWorkers() {
        List<CompletableFuture<List<CoalescedRequest>>> batches = List.of(worker(), worker(), worker());
        time.awaitWaiting(3);

        batcher.add(requests(9));

        assertThat(batches).allSatisfy(batch -> assertThat(batch.join()).hasSize(3));
    }

    @Test
    void whatIsPutBackHasLingeredEnough() {
        List<CoalescedRequest> failed = requests(2);
        CompletableFuture<List<CoalescedRequest>> batch = worker();
        time.awaitWaiting(1);

        batcher.putBack(failed);

        assertThat(batch.join()).isEqualTo(failed);
    }

    /** Neither is there anybody to be woken. */
    @Test
    void pollWithoutQuestionsIsNothing() {
        CompletableFuture<List<CoalescedRequest>> batch = worker();
        time.awaitWaiting(1);

        batcher.add(List.of());
        assertThat(batch).isNotDone();

        batcher.add(requests(3));
        assertThat(batch.join()).hasSize(3);
    }

    @Test
    void threadsComeWithNeedAndNoneWhereOneWaits() {
        AtomicInteger started = new AtomicInteger();
        batcher.servedBy(started::incrementAndGet, 2);
        assertThat(started).hasValue(0);

        batcher.add(requests(1));
        assertThat(started).hasValue(1);
        CompletableFuture<List<CoalescedRequest>> batch = worker();
        time.awaitWaiting(1);

        batcher.add(requests(2));
        assertThat(batch.join()).hasSize(3);
        assertThat(started).hasValue(1);

        batcher.add(requests(3));
        batcher.add(requests(3));
        assertThat(started).as("all are busy").hasValue(2);
    }

    /** Who takes a batch is away for as long as its call takes: what is left needs somebody who watches it. */
    @Test
    void whoTakesABatchAndLeavesSomeGetsHelp() throws Exception {
        AtomicInteger started = new AtomicInteger();
        batcher.servedBy(started::incrementAndGet, 16);

        batcher.add(requests(7));
        assertThat(batcher.take()).hasSize(3);
        assertThat(started).hasValue(2);
        assertThat(batcher.take()).hasSize(3);
        assertThat(started).hasValue(3);
    }

    @Test
    void threadThatWaitsInVainGoesAndAnotherComesForTheNextRequest() {
        AtomicInteger started = new AtomicInteger();
        batcher.servedBy(started::incrementAndGet, 1);
        batcher.add(requests(3));
        assertThat(worker().join()).hasSize(3);

        CompletableFuture<List<CoalescedRequest>> idle = worker();
        time.awaitWaiting(1);
        time.advance(MicroBatcher.THREAD_IDLE.minusNanos(1));
        time.awaitWaiting(1);
        assertThat(idle).isNotDone();
        time.advance(Duration.ofNanos(1));
        assertThat(idle.join()).isEmpty();

        batcher.add(requests(1));
        assertThat(started).hasValue(2);
    }

    @Test
    void whoComesBackFromTheLastCallTakesWhatHasGathered() throws Exception {
        MicroBatcher auto = new MicroBatcher(() -> new BatchLimits(3, 1_000), Linger.parse(Linger.AUTO), time);
        auto.add(requests(1));
        assertThat(auto.take()).hasSize(1);
        time.advance(LINGER);
        auto.add(requests(2));

        auto.callEnded();

        assertThat(auto.take()).hasSize(2);
    }

    private CompletableFuture<List<CoalescedRequest>> worker() {
        CompletableFuture<List<CoalescedRequest>> batch = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        batch.complete(batcher.take());
                    } catch (InterruptedException e) {
                        batch.completeExceptionally(e);
                    }
                })
                .start();
        return batch;
    }

    private List<CoalescedRequest> requests(int count) {
        return IntStream.range(0, count).mapToObj(i -> request()).toList();
    }

    private CoalescedRequest request() {
        return new CoalescedRequest(Input.of("text"), new WaitingRecord(Records.waiting(lane, offset++)));
    }
}
