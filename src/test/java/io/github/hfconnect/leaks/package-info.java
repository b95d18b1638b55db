/** Fails tests that leave threads or clients behind; in force for each test of the build. */
@NullMarked
package io.github.hfconnect.leaks;

import org.jspecify.annotations.NullMarked;
