package io.github.hfconnect.bench;

/**
 * When what happened as a connector started, in milliseconds since 1970.
 *
 * @param posted its configuration was sent
 * @param answered the worker had checked and stored it
 * @param running its tasks were seen to run
 * @param written the broker appended its first record
 */
record Milestones(long posted, long answered, long running, long written) {

    double toFirstRecord() {
        return (double) written - posted;
    }

    double toAnswer() {
        return (double) answered - posted;
    }

    double toTask() {
        return (double) running - answered;
    }

    /** Less than 0 where the record was there before anybody saw that the task runs. */
    double fromTaskToRecord() {
        return (double) written - running;
    }
}
