package io.github.hfconnect.bench.endpoint;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is left of a quota. Time is a parameter, in nanoseconds. */
final class TokenBucket {

    private static final double NANOS_A_MINUTE = 60e9;

    private final TokenQuota quota;
    private double level;
    private long at;

    /** A full bucket. */
    TokenBucket(TokenQuota quota, long now) {
        this.quota = quota;
        this.level = (double) quota.perMinute();
        this.at = now;
    }

    /** Takes a call's tokens out, unless they are told to be too many. */
    boolean admit(long tokens, long now) {
        fill(now);
        boolean admitted = !quota.told() || tokens <= level;
        level -= admitted ? tokens : 0;
        return admitted;
    }

    /** OpenAI's headers; none where nothing is told. */
    Map<String, String> headers(long now) {
        if (!quota.told()) {
            return Map.of();
        }
        fill(now);
        double secondsUntilFull = 60 * (quota.perMinute() - level) / quota.perMinute();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-ratelimit-limit-tokens", Long.toString(quota.perMinute()));
        headers.put("x-ratelimit-remaining-tokens", Long.toString((long) level));
        headers.put("x-ratelimit-reset-tokens", String.format(Locale.ROOT, "%.3fs", secondsUntilFull));
        return headers;
    }

    private void fill(long now) {
        level = Math.min((double) quota.perMinute(), level + quota.perMinute() * ((now - at) / NANOS_A_MINUTE));
        at = now;
    }
}
