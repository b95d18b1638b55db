/** What the plugin sends, compared with what the official client sends. */
@NullMarked
package io.github.hfconnect.conformance;

import org.jspecify.annotations.NullMarked;
