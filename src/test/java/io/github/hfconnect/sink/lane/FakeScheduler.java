package io.github.hfconnect.sink.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does what is due when the test lets time pass, on the test's own thread, in the order of time. */
final class FakeScheduler extends ScheduledThreadPoolExecutor {

    private final List<Pending> pending = new ArrayList<>();
    private long now;

    FakeScheduler() {
        super(0);
    }

    @Override
    public void execute(Runnable work) {
        pending.add(new Pending(work, now));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        Pending added = new Pending(work, now + unit.toNanos(delay));
        pending.add(added);
        return added;
    }

    /** Lets time pass. */
    void advance(Duration by) {
        now += by.toNanos();
        for (Optional<Pending> next = next(); next.isPresent(); next = next()) {
            pending.remove(next.get());
            next.get().run();
        }
    }

    private Optional<Pending> next() {
        return pending.stream().filter(task -> task.dueAt <= now).sorted().findFirst();
    }

    private final class Pending extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final long dueAt;

        Pending(Runnable work, long dueAt) {
            super(work, null);
            this.dueAt = dueAt;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueAt - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
