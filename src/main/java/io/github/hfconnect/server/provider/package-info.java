/**
 * The wire formats of providers behind the Hugging Face router that speak in no way of OpenAI's: most take an order and are asked
 * about it until it is done. Each path begins with the provider, as the router knows it.
 */
@NullMarked
package io.github.hfconnect.server.provider;

import org.jspecify.annotations.NullMarked;
