/**
 * The wire formats of OpenAI-style servers: vLLM, llama.cpp, Ollama, gateways, and the Hugging Face router for chats.
 */
@NullMarked
package io.github.hfconnect.server.openai;

import org.jspecify.annotations.NullMarked;
