package io.github.hfconnect.bench.endpoint;

/**
 * A limit of tokens for all callers together, counted when a call arrives. It fills up continuously, as OpenAI's and Groq's do.
 *
 * @param perMinute tokens
 * @param told whether each answer says in OpenAI's headers what is left, and a call that goes beyond it is refused; where not, calls
 *     are only counted
 */
public record TokenQuota(long perMinute, boolean told) {}
