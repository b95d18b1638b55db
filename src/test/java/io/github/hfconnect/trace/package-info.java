@NullMarked
package io.github.hfconnect.trace;

import org.jspecify.annotations.NullMarked;
