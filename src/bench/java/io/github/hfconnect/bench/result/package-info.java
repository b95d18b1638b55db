/** Figures and what is asked of them: over several runs, in tables for people, in a file for machines, as a picture. */
@NullMarked
package io.github.hfconnect.bench.result;

import org.jspecify.annotations.NullMarked;
