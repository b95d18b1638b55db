/**
 * What is measured: one question to the plugin a class, all of them in {@link io.github.hfconnect.bench.scenario.Scenarios}, as the
 * command line names them.
 */
@NullMarked
package io.github.hfconnect.bench.scenario;

import org.jspecify.annotations.NullMarked;
