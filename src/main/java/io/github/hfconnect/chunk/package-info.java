/** A long text as pieces that fit into a model's window, and several predictions as one. Pure: text in, pieces out. */
@NullMarked
package io.github.hfconnect.chunk;

import org.jspecify.annotations.NullMarked;
