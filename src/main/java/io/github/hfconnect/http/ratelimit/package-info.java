/**
 * What a server says of its limits and of the time to come back, in headers and bodies. Pure.
 */
@NullMarked
package io.github.hfconnect.http.ratelimit;

import org.jspecify.annotations.NullMarked;
