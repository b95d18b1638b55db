package io.github.hfconnect.sink;

import io.github.hfconnect.sink.lane.Commits;
import io.github.hfconnect.sink.lane.Delivery;

/**
 * A delivery guarantee at work.
 *
 * @param delivery with the guarantee's writer
 * @param commits who commits what has been written
 */
record Guarantee(Delivery delivery, Commits commits) {}
