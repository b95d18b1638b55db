/**
 * Calls over the network: one attempt, work that a server takes on, detection of a server's kind, and the clients of the Hub's
 * directory and of the router's prices. The rooms inside are the only ones that know OkHttp.
 */
@NullMarked
package io.github.hfconnect.http;

import org.jspecify.annotations.NullMarked;
