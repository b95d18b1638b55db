/**
 * What the plugin is measured beside, at the same endpoint: a bare load generator with the plugin's calls, hand-written loops, and Flink.
 */
@NullMarked
package io.github.hfconnect.bench.peer;

import org.jspecify.annotations.NullMarked;
