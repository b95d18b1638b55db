/** Answers that need no call, because the same was asked before. Knows the domain and Caffeine. */
@NullMarked
package io.github.hfconnect.cache;

import org.jspecify.annotations.NullMarked;
