/**
 * The edge to servers: one wire format a server kind and task, the classification of what fails, and the classes that
 * perform HTTP. Wire formats are pure; only {@code HttpTransport} touches the network.
 */
@NullMarked
package io.github.hfconnect.http;

import org.jspecify.annotations.NullMarked;
