/** Trains and judges the demo's toxicity model; run by hand, never by the build. */
@NullMarked
package io.github.hfconnect.demo.model.training;

import org.jspecify.annotations.NullMarked;
