/**
 * The only room that knows OkHttp: one attempt of a call over the network, detection of a server's kind, downloads, and the
 * judgement of what comes back where no answer does: status and body to a failure, hints, secrets, TLS and proxy.
 */
@NullMarked
package io.github.hfconnect.http;

import org.jspecify.annotations.NullMarked;
