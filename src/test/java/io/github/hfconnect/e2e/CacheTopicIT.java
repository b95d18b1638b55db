package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.cache.Asked;
import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.cache.PredictionCodec;
import io.github.hfconnect.cache.topic.CacheTopic;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.kafka.OwnTopic;
import io.github.hfconnect.kafka.TopicPlan;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.wiring.SystemTime;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Topics of the plugin's own on a real broker: made, refused, and read back. */
class CacheTopicIT {

    private static final int ANSWERS = 100_000;
    private static final Shape SHAPE =
            Shape.fields(Shape.required("label", Shape.Scalar.STRING), Shape.required("score", Shape.Scalar.FLOAT64));

    private static BrokerProcess broker;

    @BeforeAll
    static void startCluster() throws IOException {
        broker = BrokerProcess.start();
    }

    @AfterAll
    static void stopCluster() {
        broker.close();
    }

    /** The time is told, not asserted: it is the machine's. */
    @Test
    @SuppressWarnings("try")
    void aHundredThousandAnswersAreBack() {
        PredictionCache first = cache();
        try (CacheTopic topic = open("many", first)) {
            for (int i = 0; i < ANSWERS; i++) {
                first.put(Input.of("text " + i), prediction(i));
                int handedIn = i;
                // The writer takes what it can and leaves out the rest, so that calls never wait for it.
                Waiting.until(Waiting.PATIENCE, () -> handedIn - written(topic) < 5_000);
            }
            Waiting.until(Waiting.PATIENCE, () -> written(topic) == ANSWERS);
        }
        PredictionCache second = cache();
        long began = System.nanoTime();
        try (CacheTopic topic = open("many", second)) {
            System.getLogger(CacheTopicIT.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "{0} answers were back in {1} ms",
                            second.size(),
                            Duration.ofNanos(System.nanoTime() - began).toMillis());
            assertThat(second.size()).isEqualTo(ANSWERS);
            for (int i = 0; i < ANSWERS; i += 997) {
                assertThat(Objects.requireNonNull(second.get(Input.of("text " + i)))
                                .value())
                        .isEqualTo(prediction(i).value());
            }
        }
    }

    @Test
    void aTopicThatForgetsIsRefusedWithTheRemedy() throws InterruptedException {
        new Topics(broker.bootstrapServers()).create("forgetful", 1);

        assertThatThrownBy(() -> ownTopic("forgetful").settle())
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("The cache topic forgetful has cleanup.policy=delete")
                .hasMessageContaining("--add-config cleanup.policy=[compact,delete]");

        new Topics(broker.bootstrapServers()).configure("forgetful", "cleanup.policy", "compact");
        assertThat(ownTopic("forgetful").settle()).isEqualTo(1);
    }

    private static long written(CacheTopic topic) {
        return Objects.requireNonNull(topic.counts().gauges().get("cache-topic-written"))
                .get()
                .longValue();
    }

    private static PredictionCache cache() {
        return PredictionCache.of(ANSWERS, Duration.ofDays(1));
    }

    private static CacheTopic open(String name, PredictionCache cache) {
        CacheTopic topic = new CacheTopic(
                ownTopic(name),
                new Asked("text-classification", "org/model", Map.of()),
                cache,
                new PredictionCodec(SHAPE),
                Thread::new,
                new SystemTime());
        topic.awaitContents(Waiting.PATIENCE, Waiting.PATIENCE);
        return topic;
    }

    private static OwnTopic ownTopic(String name) {
        Map<String, String> props =
                new HashMap<>(SinkConfigs.sink("in", "http://127.0.0.1:9", broker.bootstrapServers()));
        props.put("name", "kept");
        return new KafkaClients(new SinkConfig(props), new SystemTime())
                .ownTopic(name, TopicPlan.compactedAndDeleted("cache topic", "`cache.topic`", 1, (short) 1));
    }

    private static Prediction prediction(int i) {
        return new Prediction(
                Map.of("label", "label " + i % 7, "score", i / (double) ANSWERS),
                Origin.of("org/model", "own", Duration.ofMillis(12)));
    }
}
