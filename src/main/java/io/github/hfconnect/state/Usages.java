package io.github.hfconnect.state;

import io.github.hfconnect.resilience.Spent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the tasks of a connector have used, as its topic tells. Not thread-safe.
 *
 * <p>Each call is counted in one record only: that of the task which made it, under the number of tasks there were. So a task goes on
 * with what it has used itself, and with its part of what was used while there were more tasks, or fewer: over all tasks that is what
 * was used, in whichever order they start.
 */
final class Usages {

    private final TaskOf task;
    private final Map<TaskOf, Usage> latest = new HashMap<>();
    private int broken;

    Usages(TaskOf task) {
        this.task = task;
    }

    /** Takes in the next record; those of other connectors, and of other things, are passed over. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        Optional<TaskOf> of = record.key() == null
                ? Optional.empty()
                : TaskOf.parse(new String(record.key(), StandardCharsets.UTF_8));
        of.filter(other -> other.connector().equals(task.connector())).ifPresent(other -> take(other, record.value()));
    }

    private void take(TaskOf of, byte[] value) {
        Optional<Usage> usage = value == null ? Optional.empty() : Usage.parse(value);
        usage.ifPresentOrElse(known -> latest.put(of, known), () -> latest.remove(of));
        broken += value != null && usage.isEmpty() ? 1 : 0;
    }

    /** Records of this connector that say nothing. */
    int broken() {
        return broken;
    }

    /** What this task has used itself in a window. */
    Usage own(long windowEndsAt, long windowMillis) {
        return Optional.ofNullable(latest.get(task))
                .filter(usage -> usage.isOfWindow(windowEndsAt, windowMillis))
                .orElse(Usage.none(windowEndsAt, windowMillis));
    }

    private Spent share(Spent all) {
        return new Spent(task.share(all.requests()), task.share(all.tokens()), all.cost() / task.tasks());
    }

    /** Its part of what was used in that window under another number of tasks. */
    Usage shareOfOthers(long windowEndsAt, long windowMillis) {
        Usage all = latest.entrySet().stream()
                .filter(entry -> task.isOfOtherNumber(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(usage -> usage.isOfWindow(windowEndsAt, windowMillis))
                .reduce(Usage.none(windowEndsAt, windowMillis), Usage::plus);
        return new Usage(windowEndsAt, windowMillis, share(all.spent()));
    }
}
