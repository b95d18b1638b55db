/** A PostgreSQL server as a process, for measurements and tests between data systems. */
@NullMarked
package io.github.hfconnect.bench.postgres;

import org.jspecify.annotations.NullMarked;
