/** Tests of the whole plugin. */
@NullMarked
package io.github.hfconnect;

import org.jspecify.annotations.NullMarked;
