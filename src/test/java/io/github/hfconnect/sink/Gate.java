package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where the calls of a process wait for their turn, one at a time, until a test lets them go on or ends the process. */
final class Gate {

    /** What a thread meets whose process is no more. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final int ALL = Integer.MAX_VALUE / 2;
    private static final long LIMIT_SECONDS = 30;

    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final Semaphore turns = new Semaphore(0);
    private volatile boolean killed;

    /** The call that the test knows to wait. */
    private @Nullable String waiting;

    /** Where a call waits. */
    void pass(String call) {
        arrived.add(call);
        turns.acquireUninterruptibly();
        if (killed) {
            throw new Killed();
        }
    }

    /** Returns when that call waits, and fails where it is another one that does, or none. */
    void expect(String call) throws InterruptedException {
        if (waiting == null) {
            waiting = arrived.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(waiting).isEqualTo(call);
    }

    /** Lets that call go on. */
    void let(String call) throws InterruptedException {
        expect(call);
        waiting = null;
        turns.release();
    }

    /** Whatever waits, and whatever comes, goes on. */
    void open() {
        turns.release(ALL);
    }

    /** Whatever waits, and whatever comes, fails. */
    void kill() {
        killed = true;
        turns.release(ALL);
    }
}
