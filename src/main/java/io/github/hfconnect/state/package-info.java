/**
 * What a connector remembers from one run to the next, in a compacted topic: what the window of its budget has used. Knows the budget
 * and the way to a cluster; not what is spent for.
 */
@NullMarked
package io.github.hfconnect.state;

import org.jspecify.annotations.NullMarked;
