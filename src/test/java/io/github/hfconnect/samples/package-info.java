/** Every task by example: from a record and a configuration to requests, answers and enriched records. */
@NullMarked
package io.github.hfconnect.samples;

import org.jspecify.annotations.NullMarked;
