@NullMarked
package io.github.hfconnect.sink.exactlyonce;

import org.jspecify.annotations.NullMarked;
