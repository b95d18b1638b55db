@NullMarked
package io.github.hfconnect.cache;

import org.jspecify.annotations.NullMarked;
