package io.github.hfconnect.sink.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.SinkConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSettingsTest {

    /** Room for one batch is what an idle producer keeps. */
    @ParameterizedTest
    @CsvSource({
        "text-classification,      65536,  16384",
        "summarization,            65536,  16384",
        "token-classification,     65536,  16384",
        "feature-extraction,       262144, 65536",
        "multi-vector-embedding,   262144, 65536",
        "text-to-image,            262144, 65536"
    })
    void batchesAreAsLargeAsWhatIsWrittenNeeds(String task, int batch, int transactional) {
        KafkaSettings settings = settings("task", task);

        assertThat(settings.producer()).containsEntry("batch.size", batch);
        assertThat(settings.smallProducer()).containsEntry("batch.size", batch);
        assertThat(settings.transactionalProducer("id")).containsEntry("batch.size", transactional);
    }

    @Test
    void whatUsersSayWins() {
        KafkaSettings settings = settings("output.producer.batch.size", "1000000", "output.producer.max.block.ms", "7");

        assertThat(settings.producer()).containsEntry("batch.size", "1000000").containsEntry("max.block.ms", "7");
        assertThat(settings.transactionalProducer("id")).containsEntry("batch.size", "1000000");
    }

    @Test
    void producersOfPartitionsHaveNoBeansUnlessAskedFor() {
        String reporter = "org.apache.kafka.common.metrics.JmxReporter";

        assertThat(settings().transactionalProducer("id")).containsEntry("metric.reporters", List.of());
        assertThat(settings().producer()).doesNotContainKey("metric.reporters");
        assertThat(settings("output.producer.metric.reporters", reporter).transactionalProducer("id"))
                .containsEntry("metric.reporters", reporter);
    }

    @Test
    void readersTakeWhatIsForConsumers() {
        assertThat(settings("output.producer.security.protocol", "SSL", "output.producer.batch.size", "1")
                        .reader())
                .containsEntry("security.protocol", "SSL")
                .doesNotContainKey("batch.size");
    }

    private static KafkaSettings settings(String... more) {
        Map<String, String> props = new HashMap<>(Map.of(
                "topics", "chat",
                "task", "text-classification",
                "endpoint.urls", "http://127.0.0.1:8080",
                "output.bootstrap.servers", "127.0.0.1:9092"));
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        SinkConfig config = new SinkConfig(props);
        return new KafkaSettings(
                config.output().client(), config.delivery(), config.records().predictionShape());
    }
}
