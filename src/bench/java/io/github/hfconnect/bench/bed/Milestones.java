package io.github.hfconnect.bench.bed;

/**
 * When what happened as a connector started, in milliseconds since 1970.
 *
 * @param posted its configuration was sent
 * @param answered the worker had checked and stored it
 * @param running its tasks were seen to run
 * @param written the broker appended its first record
 */
public record Milestones(long posted, long answered, long running, long written) {

    /** From the request to the first record. */
    public double toFirstRecord() {
        return (double) written - posted;
    }

    /** From the request to its answer. */
    public double toAnswer() {
        return (double) answered - posted;
    }

    /** From the answer to tasks that run. */
    public double toTask() {
        return (double) running - answered;
    }

    /** Less than 0 where the record was there before anybody saw that the task runs. */
    public double fromTaskToRecord() {
        return (double) written - running;
    }
}
