/**
 * What is written: topics, converters, routes and dead letters; and the delivery at least once.
 */
@NullMarked
package io.github.hfconnect.sink.output;

import org.jspecify.annotations.NullMarked;
