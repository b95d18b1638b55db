/** Policy, tested with literals, fakes and a clock that stands still. */
@NullMarked
package io.github.hfconnect.resilience;

import org.jspecify.annotations.NullMarked;
