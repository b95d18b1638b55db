@NullMarked
package io.github.hfconnect.sink.documents;

import org.jspecify.annotations.NullMarked;
