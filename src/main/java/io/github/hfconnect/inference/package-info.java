/**
 * The domain and all policy: inputs, predictions, failures, retry, batching and bisection. Knows only the JDK: no Kafka,
 * no HTTP, no JSON library, no clock of its own and no logger.
 */
@NullMarked
package io.github.hfconnect.inference;

import org.jspecify.annotations.NullMarked;
