/**
 * What a server has answered, and how it is read whoever answered it: JSON, vectors, images, sound and video. Strict: what is not
 * what was expected is said to be malformed, and which value belongs to which input is never guessed.
 */
@NullMarked
package io.github.hfconnect.answer;

import org.jspecify.annotations.NullMarked;
