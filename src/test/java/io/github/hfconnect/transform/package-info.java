@NullMarked
package io.github.hfconnect.transform;

import org.jspecify.annotations.NullMarked;
