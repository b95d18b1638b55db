package io.github.hfconnect.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** A topic that the plugin keeps something of its own in, and the clients for it. */
public interface OwnTopic {

    String name();

    /**
     * Sees to it that the topic exists and is as it has to be; blocks until the cluster has answered.
     *
     * @return how many partitions it has
     * @throws org.apache.kafka.connect.errors.ConnectException with what to change, where that is not to be had
     */
    int settle() throws InterruptedException;

    /** A consumer of no group, which reads what is committed; the caller closes it. */
    Consumer<byte[], byte[]> reader();

    /** A small producer that gives up after a while; the caller closes it. */
    Producer<byte[], byte[]> writer();

    /** What a failure of these clients means. */
    ClusterFaults faults();
}
