/**
 * One request over the network by OkHttp: settings, TLS, proxy, secrets, and what is no answer as a failure.
 */
@NullMarked
package io.github.hfconnect.http.transport;

import org.jspecify.annotations.NullMarked;
