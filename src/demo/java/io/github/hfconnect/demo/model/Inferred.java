package io.github.hfconnect.demo.model;

/**
 * What a model said of one sequence, and what that took.
 *
 * @param result what it said
 * @param characters code points of the sequence as it was sent
 * @param tokens tokens the model read, special ones included
 * @param queueNanos how long it waited for a worker
 * @param tokenizationNanos how long the tokenizer took
 * @param inferenceNanos how long the model took
 */
record Inferred<T>(
        T result, int characters, int tokens, long queueNanos, long tokenizationNanos, long inferenceNanos) {}
