/** Every task by its name, and what else people call it. */
@NullMarked
package io.github.hfconnect.task.catalog;

import org.jspecify.annotations.NullMarked;
