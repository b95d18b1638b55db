/**
 * The benchmark: what the plugin costs and how near it comes to what a bare load generator gets out of the same endpoint in the same
 * run. Started by {@code bin/bench}; never shipped.
 */
@NullMarked
package io.github.hfconnect.bench;

import org.jspecify.annotations.NullMarked;
