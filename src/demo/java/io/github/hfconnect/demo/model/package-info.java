/**
 * A local model server for demos and tests: two small models behind the wire formats of text-embeddings-inference (TEI)
 * and of Hugging Face's own inference API, quirks and errors included.
 */
@NullMarked
package io.github.hfconnect.demo.model;

import org.jspecify.annotations.NullMarked;
