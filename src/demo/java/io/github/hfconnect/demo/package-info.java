/**
 * The demo: chat lines through a real broker and a real Connect worker to a real model and back, counted until every line is
 * accounted for; or a folder of documents as a table of pieces that follows every edit, to be searched. Started by {@code bin/demo}; never shipped.
 */
@NullMarked
package io.github.hfconnect.demo;

import org.jspecify.annotations.NullMarked;
