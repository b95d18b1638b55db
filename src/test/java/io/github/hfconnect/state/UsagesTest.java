package io.github.hfconnect.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.resilience.Spent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsagesTest {

    private static final long DAY = 86_400_000;
    private static final long TONIGHT = 20_000 * DAY;

    private final Map<TaskOf, Usage> topic = new HashMap<>();

    @Test
    void aTaskGoesOnWithWhatItHasUsedItself() {
        used(task(4, 0), 10, 100);
        used(task(4, 1), 20, 200);

        assertThat(usedBy(4, 1)).isEqualTo(usage(20, 200));
        assertThat(usedBy(4, 3)).isEqualTo(usage(0, 0));
    }

    @Test
    void whatMoreTasksHaveUsedIsDividedAmongFewerWithoutARest() {
        IntStream.range(0, 4).forEach(i -> used(task(4, i), 10 + i, 100));

        double cost = 46 / 2.0 / 3;
        assertThat(usedBy(3, 0).spent()).isEqualTo(new Spent(16, 134, cost));
        assertThat(usedBy(3, 1).spent()).isEqualTo(new Spent(15, 133, cost));
        assertThat(usedBy(3, 2).spent()).isEqualTo(new Spent(15, 133, cost));
    }

    /** In whichever order tasks start, and however often their number changes within a window: nothing is lost or counted twice. */
    @Test
    void theSumOverAllTasksIsWhatWasUsed() {
        for (int tasks : List.of(1, 4, 2, 4, 7, 1, 2)) {
            for (int index = 0; index < tasks; index++) {
                assertThat(usedByAll(tasks))
                        .as("before task %s of %s", index, tasks)
                        .isEqualTo(recorded());
                // Begins at once, before the next has looked.
                used(
                        task(tasks, index),
                        usages(tasks, index).own(TONIGHT, DAY).spent().requests() + 5 + index,
                        0);
            }
        }
    }

    private long usedByAll(int tasks) {
        return IntStream.range(0, tasks)
                .mapToLong(index -> usedBy(tasks, index).spent().requests())
                .sum();
    }

    private long recorded() {
        return topic.values().stream()
                .mapToLong(usage -> usage.spent().requests())
                .sum();
    }

    @Test
    void whatWasUsedInAnotherWindowIsOver() {
        topic.put(task(1, 0), new Usage(TONIGHT - DAY, DAY, new Spent(10, 100, 1)));
        topic.put(task(2, 0), new Usage(TONIGHT, DAY / 2, new Spent(10, 100, 1)));

        assertThat(usedBy(1, 0)).isEqualTo(usage(0, 0));
    }

    @Test
    void otherConnectorsArePassedOver() {
        used(new TaskOf("other", 1, 0), 10, 100);
        used(new TaskOf("other", 2, 0), 10, 100);

        assertThat(usedBy(1, 0)).isEqualTo(usage(0, 0));
    }

    @Test
    void whatCannotBeReadIsCountedAndWhatIsDeletedIsNothing() {
        Usages usages = new Usages(task(1, 0));
        take(usages, "budget:1:0:moderation", "no JSON");
        take(usages, "budget:1:0:moderation", "{\"version\":2}");
        take(usages, "budget:1:0:other", "no JSON");
        take(usages, "something else", "no JSON");
        assertThat(usages.broken()).isEqualTo(2);

        take(usages, "budget:1:0:moderation", new String(usage(1, 2).json(), StandardCharsets.UTF_8));
        assertThat(usages.own(TONIGHT, DAY)).isEqualTo(usage(1, 2));
        take(usages, "budget:1:0:moderation", null);
        assertThat(usages.own(TONIGHT, DAY)).isEqualTo(usage(0, 0));
    }

    @Test
    void aConnectorMayHaveAnyName() {
        for (String name : List.of("a:b", "7", "budget:1:0:x", "", "line\nbreak")) {
            assertThat(TaskOf.parse(new TaskOf(name, 12, 3).key())).hasValue(new TaskOf(name, 12, 3));
        }
    }

    private void used(TaskOf task, long requests, long tokens) {
        topic.put(task, usage(requests, tokens));
    }

    private static Usage usage(long requests, long tokens) {
        return new Usage(TONIGHT, DAY, new Spent(requests, tokens, requests / 2.0));
    }

    private static TaskOf task(int tasks, int index) {
        return new TaskOf("moderation", tasks, index);
    }

    private Usage usedBy(int tasks, int index) {
        Usages usages = usages(tasks, index);
        return usages.own(TONIGHT, DAY).plus(usages.shareOfOthers(TONIGHT, DAY));
    }

    private Usages usages(int tasks, int index) {
        Usages usages = new Usages(task(tasks, index));
        topic.forEach((task, usage) -> take(usages, task.key(), new String(usage.json(), StandardCharsets.UTF_8)));
        return usages;
    }

    private static void take(Usages usages, String key, @Nullable String value) {
        usages.take(new ConsumerRecord<>(
                "state",
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
    }
}
