/**
 * Everything that can go wrong around the plugin, done to it on real sockets and in real processes, with an account of every
 * record. What takes minutes is tagged {@code faults} and runs with {@code mvn verify -Pfaults}.
 */
@NullMarked
package io.github.hfconnect.e2e.faults;

import org.jspecify.annotations.NullMarked;
