package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.NotFoundException;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The sink against a broker of the public image, in a container. */
class KafkaContainerIT {

    private static final String IMAGE = "apache/kafka:4.3.1";

    /** Skips where the engine or the image is missing: looking for an image that cannot be pulled would take minutes. */
    @BeforeAll
    static void needsEngineAndImage() {
        assumeTrue(
                knowsWhereContainersAre(), "in a container, set TESTCONTAINERS_HOST_OVERRIDE to the engine's address");
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine answers");
        assumeTrue(hasImage(), "the image " + IMAGE + " is not here: docker pull " + IMAGE);
    }

    @Test
    void enrichesATopicOfABrokerInAContainer() throws IOException {
        try (KafkaContainer kafka = new KafkaContainer(IMAGE);
                ScriptedTei tei = ScriptedTei.start()) {
            kafka.start();
            Topics topics = new Topics(kafka.getBootstrapServers());
            topics.create("contained", 2);
            topics.send(IntStream.range(0, 100)
                    .mapToObj(id -> Topics.chat("contained", id % 2, id, id == 50 ? "poison" : "hello " + id))
                    .toList());
            try (WorkerProcess worker = WorkerProcess.start(WorkerSetup.of(kafka.getBootstrapServers())
                    .group("contained")
                    .jmx())) {
                worker.rest().put("contained", SinkConfigs.sink("contained", tei.url(), kafka.getBootstrapServers()));

                List<ConsumerRecord<String, String>> enriched = topics.read("contained.enriched", 99);

                assertThat(enriched).hasSize(99);
                assertThat(topics.read("contained.dead", 1))
                        .extracting(Topics::id)
                        .containsExactly(50);
                WorkerMetrics.of(worker).assertBalanced("contained");
            }
        }
    }

    /** Inside a container Testcontainers would pull another image only to find the engine's address. */
    private static boolean knowsWhereContainersAre() {
        return !Files.exists(Path.of("/.dockerenv")) || System.getenv("TESTCONTAINERS_HOST_OVERRIDE") != null;
    }

    private static boolean hasImage() {
        try {
            DockerClientFactory.instance().client().inspectImageCmd(IMAGE).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
