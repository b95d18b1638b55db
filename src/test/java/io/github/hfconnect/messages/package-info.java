/** What the plugin says to people, collected from its source. */
@NullMarked
package io.github.hfconnect.messages;

import org.jspecify.annotations.NullMarked;
