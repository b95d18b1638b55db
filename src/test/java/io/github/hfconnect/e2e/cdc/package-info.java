/** The plugin between a real PostgreSQL, Debezium's source and sink, and the converters that people use with them. */
@NullMarked
package io.github.hfconnect.e2e.cdc;

import org.jspecify.annotations.NullMarked;
