/** How many calls at once an endpoint is worth: permits, and a limit that adapts to latency and refusals. */
@NullMarked
package io.github.hfconnect.resilience.concurrency;

import org.jspecify.annotations.NullMarked;
