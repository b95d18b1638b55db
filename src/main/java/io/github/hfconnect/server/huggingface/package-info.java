/**
 * The wire formats of hf-inference behind the Hugging Face router, and of dedicated endpoints with the default container.
 */
@NullMarked
package io.github.hfconnect.server.huggingface;

import org.jspecify.annotations.NullMarked;
