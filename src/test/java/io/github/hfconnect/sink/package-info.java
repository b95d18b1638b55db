/** The sink's parts, tested with real sink records, a mock producer and a model in memory. */
@NullMarked
package io.github.hfconnect.sink;

import org.jspecify.annotations.NullMarked;
