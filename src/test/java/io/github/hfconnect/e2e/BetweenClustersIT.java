package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** {@code mirror-and-moderate.json}: from one cluster to another one, which the worker belongs to. */
class BetweenClustersIT {

    @Test
    void recordsOfOneClusterComeOutModeratedInTheOther() throws IOException {
        try (BrokerProcess primary = BrokerProcess.start();
                BrokerProcess secondary = BrokerProcess.start();
                ScriptedTei tei = ScriptedTei.start();
                WorkerProcess worker = WorkerProcess.start(WorkerSetup.of(secondary.bootstrapServers())
                        .group("mirror")
                        .jmx())) {
            Topics source = new Topics(primary.bootstrapServers());
            source.create("chat", 2);
            source.send(IntStream.range(0, 100)
                    .mapToObj(id -> Topics.chat("chat", id % 2, id, id == 50 ? "poison" : "hello " + id))
                    .toList());

            worker.rest()
                    .post(Files.readString(Checkout.locate().connector("mirror-and-moderate.json"))
                            .replace("127.0.0.1:9092", primary.bootstrapServers())
                            .replace("127.0.0.1:9192", secondary.bootstrapServers())
                            .replace("http://127.0.0.1:8080", tei.url()));

            Topics target = new Topics(secondary.bootstrapServers());
            List<ConsumerRecord<String, String>> moderated = target.read("primary.chat", 99);
            assertThat(moderated)
                    .hasSize(99)
                    .allSatisfy(record -> assertThat(Topics.json(record)
                                    .path("moderation")
                                    .path("label")
                                    .asText())
                            .isEqualTo("neutral"));
            assertThat(target.read("primary.chat.dead", 1))
                    .extracting(Topics::id)
                    .containsExactly(50);
            assertThat(source.exists("primary.chat")).isFalse();
            assertThat(WorkerMetrics.of(worker).assertBalanced("mirror-and-moderate"))
                    .containsEntry("enriched", 99L)
                    .containsEntry("reported", 1L);
        }
    }
}
