package io.github.hfconnect.bench.endpoint;

import org.jspecify.annotations.Nullable;

/** A script taken apart, so that some parts can be changed and no other is lost. */
final class ScriptParts {

    long baseMicros;
    long perItemMicros;
    long jitterMicros;
    int knee;
    double slowdown;
    int limit;
    double stragglerShare;
    long stragglerMicros;
    double overloadShare;
    int largestBatch;
    boolean down;
    int vectorWidth;

    @Nullable
    TokenQuota quota;

    ScriptParts(Script script) {
        baseMicros = script.baseMicros();
        perItemMicros = script.perItemMicros();
        jitterMicros = script.jitterMicros();
        knee = script.knee();
        slowdown = script.slowdown();
        limit = script.limit();
        stragglerShare = script.stragglerShare();
        stragglerMicros = script.stragglerMicros();
        overloadShare = script.overloadShare();
        largestBatch = script.largestBatch();
        down = script.down();
        quota = script.quota();
        vectorWidth = script.vectorWidth();
    }

    Script whole() {
        return new Script(
                baseMicros,
                perItemMicros,
                jitterMicros,
                knee,
                slowdown,
                limit,
                stragglerShare,
                stragglerMicros,
                overloadShare,
                largestBatch,
                down,
                quota,
                vectorWidth);
    }
}
