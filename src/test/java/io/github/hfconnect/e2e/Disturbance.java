package io.github.hfconnect.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is done to the cluster under load. */
enum Disturbance {
    /** {@code kill -9} of any worker but the leader of the Connect cluster, as far as that is known. */
    KILL,
    /** The same of the worker that has been up for longest, which leads the Connect cluster. */
    KILL_OLDEST,
    /** The worker ends itself between {@code sendOffsetsToTransaction} and commit. */
    HALT_IN_COMMIT,
    /** A worker that does not lead stands still for longer than its consumers' session timeout. */
    FREEZE,
    /** A task's thread is kept for longer than {@code max.poll.interval.ms}, while its other threads go on. */
    STALL,
    BROKER_RESTART,
    RECONFIGURE,
    PAUSE,
    RESTART_TASKS,
    STOP_WORKER,
    ADD_PARTITIONS;

    /** So many kills, and the others some times each, in an order that the seed decides. */
    static List<Disturbance> plan(int kills, int others, long seed) {
        List<Disturbance> plan = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            plan.add(i % 5 == 1 ? HALT_IN_COMMIT : i % 3 == 0 ? KILL_OLDEST : KILL);
        }
        for (int i = 0; i < others; i++) {
            plan.addAll(List.of(FREEZE, STALL, BROKER_RESTART, RECONFIGURE, PAUSE, RESTART_TASKS, STOP_WORKER));
        }
        plan.add(ADD_PARTITIONS);
        Collections.shuffle(plan, new Random(seed));
        return plan;
    }

    boolean kills() {
        return this == KILL || this == KILL_OLDEST || this == HALT_IN_COMMIT;
    }
}
