package io.github.hfconnect.sink.output;

import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.kafka.OwnTopic;
import io.github.hfconnect.kafka.TopicPlan;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** A topic of the plugin's own on the output cluster. */
record ClusterTopic(String name, TopicPlan plan, KafkaClients clients) implements OwnTopic {

    @Override
    public int settle() throws InterruptedException {
        return clients.topicMaker(plan).settle(name);
    }

    @Override
    public Consumer<byte[], byte[]> reader() {
        return clients.reader();
    }

    @Override
    public Producer<byte[], byte[]> writer() {
        return clients.smallProducer();
    }

    @Override
    public ClusterFaults faults() {
        return clients.faults();
    }
}
