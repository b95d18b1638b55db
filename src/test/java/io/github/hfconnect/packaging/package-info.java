/** What the build hands out. */
@NullMarked
package io.github.hfconnect.packaging;

import org.jspecify.annotations.NullMarked;
