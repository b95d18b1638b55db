package io.github.hfconnect.http;

import io.github.hfconnect.inference.InferenceClient;

/** A client of one endpoint, to be closed when it is no longer needed. */
public interface EndpointClient extends InferenceClient, AutoCloseable {

    /** The endpoint's alias. */
    String endpoint();

    /**
     * Whether one call may carry several inputs. To be asked before each call: where the kind of server is still to be
     * found out, the answer is no until the first call has found it. A call's inputs have equal parameters.
     */
    boolean takesLists();

    /** Ends the running calls, which then throw, and frees connections and threads. */
    @Override
    void close();
}
