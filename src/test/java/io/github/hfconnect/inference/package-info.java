/** The domain's values, tested with literals. */
@NullMarked
package io.github.hfconnect.inference;

import org.jspecify.annotations.NullMarked;
