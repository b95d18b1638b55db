/** Tasks that an assistant does by what it says: about words, or about an image, a sound or a video. */
@NullMarked
package io.github.hfconnect.task.chat;

import org.jspecify.annotations.NullMarked;
