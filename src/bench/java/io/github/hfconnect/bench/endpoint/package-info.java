/**
 * A scripted model server, a process of its own on loopback, that costs as little of the machine as it can: one thread, no
 * framework. It speaks the parts of text-embeddings-inference and of OpenAI's API that the benchmark needs, and is as slow, as narrow or as ill as
 * its {@link io.github.hfconnect.bench.endpoint.Script} says.
 */
@NullMarked
package io.github.hfconnect.bench.endpoint;

import org.jspecify.annotations.NullMarked;
