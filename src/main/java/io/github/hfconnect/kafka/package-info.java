/**
 * The way to a Kafka cluster that a plugin writes to by clients of its own: what is looked at before a client is made, and what a
 * refusal means in the user's own keys. Knows nothing of configurations and records.
 */
@NullMarked
package io.github.hfconnect.kafka;

import org.jspecify.annotations.NullMarked;
