/** Tests of what users write, and of what it means. */
@NullMarked
package io.github.hfconnect.config;

import org.jspecify.annotations.NullMarked;
