/**
 * Values of records without their schema, as text and as JSON; copies of schemas.
 */
@NullMarked
package io.github.hfconnect.record.value;

import org.jspecify.annotations.NullMarked;
