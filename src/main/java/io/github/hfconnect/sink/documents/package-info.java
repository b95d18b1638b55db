/** Documents whose pieces are records of their own: what was written of each, and what is to be written now. */
@NullMarked
package io.github.hfconnect.sink.documents;

import org.jspecify.annotations.NullMarked;
