/**
 * Answers in a compacted topic, where they outlive the worker and other tasks find them. Knows the cache and the way to a cluster;
 * not who asks for answers.
 */
@NullMarked
package io.github.hfconnect.cache.topic;

import org.jspecify.annotations.NullMarked;
