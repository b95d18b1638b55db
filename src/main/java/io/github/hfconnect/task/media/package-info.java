/** Tasks that read or make images, sounds and videos, one class a task. */
@NullMarked
package io.github.hfconnect.task.media;

import org.jspecify.annotations.NullMarked;
