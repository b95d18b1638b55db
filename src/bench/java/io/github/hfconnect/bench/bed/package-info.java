/**
 * What a build is measured on, and one run on it: broker, worker and endpoint, topics, what a connector is told, and what is seen of it
 * meanwhile.
 */
@NullMarked
package io.github.hfconnect.bench.bed;

import org.jspecify.annotations.NullMarked;
