package io.github.hfconnect.demo.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a worker says about a connector.
 *
 * @param state such as {@code RUNNING}, {@code PAUSED} or {@code FAILED}
 * @param trace of the connector's own failure, else empty
 * @param tasks by task number
 */
public record ConnectorStatus(String state, String trace, List<TaskStatus> tasks) {

    /**
     * One task.
     *
     * @param worker host and port of the worker that runs it
     * @param trace of its failure, else empty
     */
    public record TaskStatus(int id, String state, String worker, String trace) {

        private static TaskStatus of(JsonNode json) {
            return new TaskStatus(
                    json.path("id").asInt(),
                    json.path("state").asText(),
                    json.path("worker_id").asText(),
                    json.path("trace").asText());
        }
    }

    static ConnectorStatus of(JsonNode json) {
        JsonNode connector = json.path("connector");
        List<TaskStatus> tasks = StreamSupport.stream(json.path("tasks").spliterator(), false)
                .map(TaskStatus::of)
                .toList();
        return new ConnectorStatus(
                connector.path("state").asText(), connector.path("trace").asText(), tasks);
    }

    /** Whether the connector and at least that many tasks run, and none failed. */
    public boolean runs(int atLeastTasks) {
        return state.equals("RUNNING")
                && tasks.size() >= atLeastTasks
                && tasks.stream().allMatch(task -> task.state().equals("RUNNING"));
    }

    /** The first trace of a failed connector or task, or an empty text where nothing failed. */
    public String failure() {
        return state.equals("FAILED")
                ? trace
                : tasks.stream()
                        .filter(task -> task.state().equals("FAILED"))
                        .map(TaskStatus::trace)
                        .findFirst()
                        .orElse("");
    }
}
