@NullMarked
package io.github.hfconnect.state;

import org.jspecify.annotations.NullMarked;
