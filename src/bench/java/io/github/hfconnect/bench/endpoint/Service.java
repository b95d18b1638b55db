package io.github.hfconnect.bench.endpoint;

/** What answers the requests of one port. */
interface Service {

    /** Answers on the connection, now or later, always on the loop's thread. */
    void answer(HttpMessage request, Connection connection);
}
