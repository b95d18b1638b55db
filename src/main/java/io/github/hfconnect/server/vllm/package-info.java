/**
 * The wire formats of vLLM, and of SGLang, which shares most of them.
 */
@NullMarked
package io.github.hfconnect.server.vllm;

import org.jspecify.annotations.NullMarked;
