/**
 * Results, dead letters and offsets in one transaction for each input partition.
 */
@NullMarked
package io.github.hfconnect.sink.exactlyonce;

import org.jspecify.annotations.NullMarked;
