/** Microbenchmarks of what is done for every record; docs/performance.md says how they are run. In no jar that is shipped. */
@NullMarked
package io.github.hfconnect.micro;

import org.jspecify.annotations.NullMarked;
