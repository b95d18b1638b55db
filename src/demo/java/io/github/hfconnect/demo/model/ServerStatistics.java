package io.github.hfconnect.demo.model;

import java.util.Map;

/**
 * What a server has done since it started; calls for health and information are not counted.
 *
 * @param calls calls of a model, failed ones included
 * @param inputs texts (or pairs) that were answered
 * @param meanBatch answered texts an answered call
 * @param errors failed calls by HTTP status
 */
public record ServerStatistics(long calls, long inputs, double meanBatch, Map<Integer, Long> errors) {}
