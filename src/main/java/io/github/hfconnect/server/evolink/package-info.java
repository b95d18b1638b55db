/**
 * The wire formats of EvoLink: work that is ordered once and asked about until it is done.
 */
@NullMarked
package io.github.hfconnect.server.evolink;

import org.jspecify.annotations.NullMarked;
