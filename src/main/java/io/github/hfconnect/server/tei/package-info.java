/**
 * The wire formats of Text Embeddings Inference.
 */
@NullMarked
package io.github.hfconnect.server.tei;

import org.jspecify.annotations.NullMarked;
