/** What operators see of a worker: the JMX exporter's metrics in a real Prometheus, the board's queries and the alerts. */
@NullMarked
package io.github.hfconnect.e2e.observe;

import org.jspecify.annotations.NullMarked;
