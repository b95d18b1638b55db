package io.github.hfconnect.http.transport;

import java.io.IOException;

/** A call ended because nobody waits for its answer any more. */
public final class ClientClosedException extends IOException {

    private static final long serialVersionUID = 1L;

    ClientClosedException() {
        super("the client was closed");
    }
}
