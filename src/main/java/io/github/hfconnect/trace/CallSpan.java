package io.github.hfconnect.trace;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Origin;

/** A call as a trace shows it, from its begin to {@link #close}; for the thread that makes it. */
interface CallSpan extends AutoCloseable {

    /** The call was answered. */
    void answered(Origin origin);

    /** The call has failed. */
    void failed(Failure failure);

    @Override
    void close();
}
