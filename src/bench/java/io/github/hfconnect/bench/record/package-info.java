/** What goes in, made so that each record can be told from all others, and the books of what has to come out. */
@NullMarked
package io.github.hfconnect.bench.record;

import org.jspecify.annotations.NullMarked;
