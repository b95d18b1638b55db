/**
 * Paths to the fields of a record, and how a message names what was found there.
 */
@NullMarked
package io.github.hfconnect.record.path;

import org.jspecify.annotations.NullMarked;
