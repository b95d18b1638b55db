/** One class a group of configuration keys: what each key must look like, its default, its documentation and its parsed value. */
@NullMarked
package io.github.hfconnect.config.keys;

import org.jspecify.annotations.NullMarked;
