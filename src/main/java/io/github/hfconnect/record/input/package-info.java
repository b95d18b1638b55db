/**
 * A record as an input: paths, templates and slots, what is empty, missing or was not sent, and predictions that a record brings along.
 */
@NullMarked
package io.github.hfconnect.record.input;

import org.jspecify.annotations.NullMarked;
