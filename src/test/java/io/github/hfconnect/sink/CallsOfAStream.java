package io.github.hfconnect.sink;

import io.github.hfconnect.config.value.Linger;
import io.github.hfconnect.inference.BatchLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Function;

/**
 * A second of records at an even pace, batches of 32, 16 calls at a time that take equally long: what a queue makes of it.
 *
 * @param longestWait of a record for its call, in nanoseconds
 */
record CallsOfAStream(int calls, long longestWait, double meanWait) {

    private static final BatchLimits LIMITS = new BatchLimits(32, 1 << 20);
    private static final int MOST_CALLS = 16;
    private static final long STEP = 50_000;

    /** Simulates it with a record each {@code gap} nanoseconds and calls that take {@code took}. */
    static CallsOfAStream of(Linger linger, Function<String, CoalescedRequest> questions, long gap, long took) {
        BatchQueue queue = new BatchQueue(linger, 0);
        long second = Duration.ofSeconds(1).toNanos();
        Deque<Long> arrivals = new ArrayDeque<>();
        Queue<Long> ends = new PriorityQueue<>();
        int calls = 0;
        long longest = 0;
        long sum = 0;
        long records = 0;
        long nextRecord = 0;
        for (long now = 0; now < second || !queue.isEmpty(); now += STEP) {
            for (; !ends.isEmpty() && ends.peek() <= now; ends.remove()) {
                queue.callEnded();
            }
            for (; nextRecord <= now && nextRecord < second; nextRecord += gap) {
                queue.add(questions.apply("text"), now);
                arrivals.add(now);
                records++;
            }
            while (ends.size() < MOST_CALLS && queue.nanosUntilDue(LIMITS, now) == 0) {
                for (int i = queue.take(LIMITS, now).size(); i > 0; i--) {
                    long waited = now - arrivals.remove();
                    longest = Math.max(longest, waited);
                    sum += waited;
                }
                ends.add(now + took);
                calls++;
            }
        }
        return new CallsOfAStream(calls, longest, (double) sum / records);
    }
}
