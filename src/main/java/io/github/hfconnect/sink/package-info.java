/**
 * The sink: records of one partition wait in a lane, share calls through the micro-batcher, are enriched by worker threads
 * and leave in order; offsets are committed up to the first unfinished record.
 */
@NullMarked
package io.github.hfconnect.sink;

import org.jspecify.annotations.NullMarked;
