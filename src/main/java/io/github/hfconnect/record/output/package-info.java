/**
 * A prediction in a record: its schema, its place, its names, vectors in other forms, and fields that are masked.
 */
@NullMarked
package io.github.hfconnect.record.output;

import org.jspecify.annotations.NullMarked;
