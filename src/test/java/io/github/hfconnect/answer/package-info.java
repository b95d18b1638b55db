/** Answers as bytes, read without a server. */
@NullMarked
package io.github.hfconnect.answer;

import org.jspecify.annotations.NullMarked;
