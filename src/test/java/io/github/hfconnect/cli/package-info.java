@NullMarked
package io.github.hfconnect.cli;

import org.jspecify.annotations.NullMarked;
