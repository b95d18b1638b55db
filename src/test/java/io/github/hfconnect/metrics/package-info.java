/** Tests of counting, measuring and showing. */
@NullMarked
package io.github.hfconnect.metrics;

import org.jspecify.annotations.NullMarked;
