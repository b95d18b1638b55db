package io.github.hfconnect.sink.lane;

/** Told by any thread of what must fail the task. */
@FunctionalInterface
public interface Halt {

    /** Fails the task; the first cause counts. Returns at once. */
    void fail(Throwable cause);
}
