package io.github.hfconnect.e2e.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.ConnectRestException;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import io.github.hfconnect.e2e.SinkConfigs;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A broker and a worker, and what becomes of texts that a connector sends through what stands before a model. */
final class Passage implements AutoCloseable {

    private final BrokerProcess broker = BrokerProcess.start();
    private final WorkerProcess worker;
    private final Topics topics;

    Passage() throws IOException {
        worker = WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers()).group("gateways"));
        topics = new Topics(broker.bootstrapServers());
    }

    /** Writes the texts, in turn to each of two partitions, and starts a connector of the topic's name for them. */
    void start(String topic, List<String> texts, String url, String... settings) {
        topics.create(topic, 2);
        topics.send(IntStream.range(0, texts.size())
                .mapToObj(id -> Topics.chat(topic, id % 2, id, texts.get(id)))
                .toList());
        Map<String, String> config = SinkConfigs.sink(topic, url, broker.bootstrapServers());
        worker.rest().put(topic, SinkConfigs.with(SinkConfigs.with(config, "retry.backoff.ms", "20"), settings));
    }

    /**
     * Waits until all texts are either enriched or dead.
     *
     * @param dead their ids; each other one has to be enriched, once
     * @param isRight whether a prediction is that of a text
     */
    void assertDead(String topic, List<String> texts, Set<Integer> dead, BiPredicate<String, JsonNode> isRight) {
        Waiting.until(Waiting.PATIENCE, () -> {
            assertThat(failure(topic)).isEmpty();
            return topics.committed(topic, topic, 0) + topics.committed(topic, topic, 1) == texts.size();
        });
        List<ConsumerRecord<String, String>> enriched = topics.readIfThere(topic + ".enriched");
        assertThat(enriched)
                .extracting(Topics::id)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, texts.size())
                        .filter(id -> !dead.contains(id))
                        .boxed()
                        .toList());
        assertThat(enriched)
                .allMatch(record -> isRight.test(
                        texts.get(Topics.id(record)), Topics.json(record).path("prediction")));
        assertThat(letters(topic)).extracting(Topics::id).containsExactlyInAnyOrderElementsOf(dead);
    }

    List<ConsumerRecord<String, String>> letters(String topic) {
        return topics.readIfThere(topic + ".dead");
    }

    /** Waits until the task has failed, and tells why. Nothing is dead or committed. */
    String assertFailedUntouched(String topic) {
        Waiting.until(Waiting.PATIENCE, () -> !failure(topic).isEmpty());
        assertThat(letters(topic)).isEmpty();
        assertThat(topics.readIfThere(topic + ".enriched")).isEmpty();
        assertThat(topics.committed(topic, topic, 0) + topics.committed(topic, topic, 1))
                .isZero();
        return failure(topic);
    }

    /** A connector that was just made has no status yet. */
    private String failure(String topic) {
        try {
            return worker.rest().status(topic).failure();
        } catch (ConnectRestException e) {
            return "";
        }
    }

    @Override
    public void close() {
        worker.close();
        broker.close();
    }
}
