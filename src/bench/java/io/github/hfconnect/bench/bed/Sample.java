package io.github.hfconnect.bench.bed;

/**
 * What the worker has done by a moment, since it was started.
 *
 * @param nanos the moment, by this process's clock
 * @param cpuNanos processor time of the worker's process
 * @param allocatedBytes by threads that live or were seen to live
 * @param settled records of the connector that nothing more is owed for
 */
record Sample(long nanos, long cpuNanos, long allocatedBytes, long settled) {}
