/**
 * Kafka brokers, Connect workers and model servers as processes of their own, on loopback and free ports, in temporary
 * directories: what the demo shows and what the end-to-end tests start, freeze and kill. Nothing here prints.
 */
@NullMarked
package io.github.hfconnect.demo.cluster;

import org.jspecify.annotations.NullMarked;
