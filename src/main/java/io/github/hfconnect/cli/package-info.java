/** The command line: try a connector, validate it, put its dead letters back, write the references. */
@NullMarked
package io.github.hfconnect.cli;

import org.jspecify.annotations.NullMarked;
