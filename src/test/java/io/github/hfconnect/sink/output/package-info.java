@NullMarked
package io.github.hfconnect.sink.output;

import org.jspecify.annotations.NullMarked;
