/** What the value of a key may be and how it is read, whatever key it is of: choices, paths, topic names, parameters, settings of clients. */
@NullMarked
package io.github.hfconnect.config.value;

import org.jspecify.annotations.NullMarked;
