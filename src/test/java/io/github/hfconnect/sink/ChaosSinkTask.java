package io.github.hfconnect.sink;

import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.sink.output.KafkaClients;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The task as it is shipped, but for the clients of {@link ChaosClients}. */
public final class ChaosSinkTask extends SinkTask {

    private Map<String, String> props = Map.of();

    private final HuggingFaceSinkTask task = new HuggingFaceSinkTask(new SinkPipelineFactory() {
        @Override
        KafkaClients clients(SinkConfig config) {
            return new ChaosClients(config, props);
        }
    });

    @Override
    public void initialize(SinkTaskContext newContext) {
        super.initialize(newContext);
        task.initialize(newContext);
    }

    @Override
    public String version() {
        return "chaos";
    }

    @Override
    public void start(Map<String, String> newProps) {
        props = newProps;
        task.start(newProps);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        task.open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        task.put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> delivered) {
        return task.preCommit(delivered);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        task.close(partitions);
    }

    @Override
    public void stop() {
        task.stop();
    }
}
