/**
 * The dialect of Together's own host.
 */
@NullMarked
package io.github.hfconnect.server.together;

import org.jspecify.annotations.NullMarked;
