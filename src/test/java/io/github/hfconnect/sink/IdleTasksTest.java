package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.wiring.SystemTime;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tasks cost whose topics are silent: a team may have hundreds of them on a worker whose pod has a limit for threads. */
class IdleTasksTest {

    private static final int TASKS = 200;
    private static final long MEGABYTES = 1024 * 1024;

    private final List<HuggingFaceSinkTask> tasks = new ArrayList<>();

    @Test
    void idleTasksKeepNoThreadsAndLittleMemory() {
        start(1);
        List<String> threadsBefore = threads();
        long heapBefore = heap();

        start(TASKS);

        assertThat(threads()).isEqualTo(threadsBefore);
        assertThat((heap() - heapBefore) / MEGABYTES)
                .as("MB of %s tasks", TASKS)
                .isLessThan(100);
    }

    @AfterEach
    void stop() {
        tasks.forEach(HuggingFaceSinkTask::stop);
    }

    private void start(int count) {
        for (int i = 0; i < count; i++) {
            TopicPartition partition = new TopicPartition("chat", tasks.size());
            HuggingFaceSinkTask task = new HuggingFaceSinkTask(new WithoutCluster());
            task.initialize(new FakeSinkTaskContext(Set.of(partition)));
            task.start(Map.of(
                    "name", "idle-" + tasks.size(),
                    "topics", "chat",
                    "task", "text-classification",
                    "model", "a/b",
                    "token", "hf_none",
                    "input.field", "text",
                    "output.bootstrap.servers", "127.0.0.1:9"));
            task.open(List.of(partition));
            task.put(List.of());
            tasks.add(task);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("hf-") || name.startsWith("kafka-") || name.startsWith("OkHttp"))
                .sorted()
                .toList();
    }

    /** What is in use once what is not reachable has been collected. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The production wiring; there is no cluster to look at before the first record. */
    private static final class WithoutCluster extends SinkPipelineFactory {

        @Override
        KafkaClients clients(SinkConfig config) {
            return new KafkaClients(config, new SystemTime()) {
                @Override
                public void check() {}
            };
        }
    }
}
