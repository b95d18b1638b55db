/** The classes that a Connect worker loads by name: sink connector, transform and predicate. */
@NullMarked
package io.github.hfconnect;

import org.jspecify.annotations.NullMarked;
