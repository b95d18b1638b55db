/** Asks the endpoints of a configuration once, before records do: what the command line and validation say of them. */
@NullMarked
package io.github.hfconnect.probe;

import org.jspecify.annotations.NullMarked;
