package io.github.hfconnect.inference;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What has to be closed again, the last first. One that cannot be closed keeps none of the others open. Not thread-safe. */
public final class OpenResources implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Takes care of a resource that has just been opened, and returns it. */
    public <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    /** Closes everything because of a failure, which stays the one to be told. */
    public void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Closes everything.
     *
     * @throws RuntimeException the first failure, once all are closed; it carries the others
     */
    @Override
    public void close() {
        @Nullable RuntimeException first = null;
        while (!open.isEmpty()) {
            RuntimeException failure = failureOfClosing(open.pop());
            if (first == null) {
                first = failure;
            } else if (failure != null) {
                first.addSuppressed(failure);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable RuntimeException failureOfClosing(AutoCloseable resource) {
        try {
            resource.close();
            return null;
        } catch (RuntimeException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IllegalStateException("Interrupted while " + resource + " was closed", e);
        } catch (Exception e) {
            return new IllegalStateException(resource + " could not be closed", e);
        }
    }
}
