/**
 * The one object graph, for transform, sink and command line: clients, pool, cache and limits made from a configuration.
 */
@NullMarked
package io.github.hfconnect.wiring;

import org.jspecify.annotations.NullMarked;
