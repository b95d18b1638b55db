package io.github.hfconnect.e2e;

import java.util.List;

/**
 * How a run ended.
 *
 * @param recoverySeconds after each kill, until every partition was committed anew
 * @param failures traces of tasks that ended FAILED
 */
record ChaosReport(
        ChaosMode mode,
        long seed,
        int kills,
        ChaosCounts counts,
        List<Long> recoverySeconds,
        List<String> failures,
        ChaosAccounts accounts) {

    long slowestRecovery() {
        return recoverySeconds.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    @Override
    public String toString() {
        return mode + " seed " + seed + ": " + kills + " kills, " + counts + ", slowest recovery " + slowestRecovery()
                + " s of " + recoverySeconds + ", failed tasks " + failures.size() + ", accounts " + accounts.tasks();
    }
}
