/**
 * The records of one input partition in the order of their offsets, and how they leave: what every guarantee of delivery shares.
 */
@NullMarked
package io.github.hfconnect.sink.lane;

import org.jspecify.annotations.NullMarked;
