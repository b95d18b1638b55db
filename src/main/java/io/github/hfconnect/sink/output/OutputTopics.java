package io.github.hfconnect.sink.output;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.kafka.ClusterGate;
import io.github.hfconnect.kafka.TopicMaker;
import io.github.hfconnect.kafka.TopicPlan;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.errors.ConnectException;

/** The output topics of one task, which are created where they do not exist. */
public class OutputTopics {

    private static final String KEYS = "`output.topic.partitions` or `output.topic.replication.factor`";

    private final TopicMaker maker;
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();

    /**
     * Topics of one cluster.
     *
     * @param partitions of a new topic; -1 for the broker's default
     * @param replicationFactor of a new topic; -1 for the broker's default
     */
    public OutputTopics(ClusterGate gate, ClusterFaults faults, int partitions, short replicationFactor) {
        maker = new TopicMaker(gate, faults, TopicPlan.plain("output topic", KEYS, partitions, replicationFactor));
    }

    /**
     * Sees to it that the topic exists, once for each topic; blocks until the cluster has answered.
     *
     * @return how many partitions it had then
     * @throws ConnectException where the cluster does not make it
     */
    @CanIgnoreReturnValue
    public int ensure(String topic) throws InterruptedException {
        Integer known = seen.get(topic);
        int partitions = known == null ? maker.settle(topic) : known;
        seen.put(topic, partitions);
        return partitions;
    }

    /** The same for a topic that may have changed since. */
    public int lookAgain(String topic) throws InterruptedException {
        seen.remove(topic);
        return ensure(topic);
    }

    /**
     * The same once more for all topics: one that is deleted while a producer writes to it is waited for as long as for a leader.
     *
     * @throws ConnectException where one is gone and the cluster does not make it again
     */
    public void ensureAgain() throws InterruptedException {
        for (Map.Entry<String, Integer> topic : seen.entrySet()) {
            topic.setValue(maker.settle(topic.getKey(), topic.getValue()));
        }
    }

    /**
     * The same, where a producer holds records for each partition that there was: it keeps them for ever, and says nothing.
     *
     * @throws ConnectException also where one has fewer partitions than before
     */
    public void ensureAsBefore() throws InterruptedException {
        Map<String, Integer> before = Map.copyOf(seen);
        ensureAgain();
        before.forEach((topic, partitions) -> {
            int now = seen.getOrDefault(topic, partitions);
            if (now < partitions) {
                throw new ConnectException(
                        "The output topic " + topic + " was made anew with " + now + " partitions in place of "
                                + partitions
                                + ", so that what waits for the others cannot be written. Restart the task: it reads"
                                + " again what was not committed. Give the topic as many partitions as before if keys are to stay in order");
            }
        });
    }
}
