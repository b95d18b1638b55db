/** One record at a time, in Connect's own thread: what the transform does, apart from what Connect wants to see of it. */
@NullMarked
package io.github.hfconnect.transform;

import org.jspecify.annotations.NullMarked;
