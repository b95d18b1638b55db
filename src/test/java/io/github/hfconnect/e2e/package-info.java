/** The plugin as its users meet it: real brokers, real workers with the built plugin directory, real HTTP. */
@NullMarked
package io.github.hfconnect.e2e;

import org.jspecify.annotations.NullMarked;
