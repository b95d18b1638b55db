/**
 * The domain's values and its port: inputs, predictions, outcomes, failures, shapes, and the client that is asked. Knows only
 * the JDK: no Kafka, no HTTP, no JSON library, no clock of its own and no logger.
 */
@NullMarked
package io.github.hfconnect.inference;

import org.jspecify.annotations.NullMarked;
