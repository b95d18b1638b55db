package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.cli.Cli;
import io.github.hfconnect.demo.cluster.BrokerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run over a topic would take, told from a real broker's topic. */
class EstimateIT {

    private static BrokerProcess broker;
    private static Topics topics;

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void startBroker() throws IOException {
        broker = BrokerProcess.start();
        topics = new Topics(broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void aWholeTopicIsCountedWithoutACall() throws IOException {
        topics.create("small", 2);
        topics.send(Stream.of(
                        IntStream.range(0, 90).mapToObj(id -> Topics.chat("small", id % 2, id, "text " + id % 30)),
                        Stream.of(
                                new ProducerRecord<>("small", 0, "gone", (String) null),
                                new ProducerRecord<>("small", 0, "odd", "{\"id\":1}"),
                                new ProducerRecord<>("small", 1, "broken", "{")))
                .flatMap(records -> records)
                .toList());
        try (ScriptedTei tei = ScriptedTei.start()) {
            Cli estimate = Cli.run("estimate", connector(tei, "small"), "--topic", "small");

            assertThat(estimate.err()).isEmpty();
            assertThat(estimate.out().lines())
                    .contains(
                            "records: 93, of which 93 were read",
                            "with something to ask: 90",
                            "passing as they are: 1",
                            "distinct inputs: 30")
                    .anyMatch(line -> line.matches("failing: 2, the first with REJECTED: .*"));
            assertThat(estimate.exitCode()).isEqualTo(1);
            assertThat(tei.calls()).isEmpty();
        }
    }

    @Test
    void aSampleOfALargerOneIsScaledAndAskedAbout() throws IOException {
        topics.create("large", 3);
        topics.send(IntStream.range(0, 3000)
                .mapToObj(id -> Topics.chat("large", id % 3, id, "text " + id))
                .toList());
        try (ScriptedTei tei = ScriptedTei.start()) {
            Cli estimate = Cli.run(
                    "estimate",
                    connector(tei, "large"),
                    "--topic",
                    "large",
                    "--sample",
                    "300",
                    "--ask",
                    "20",
                    "--call-price",
                    "0.01");

            assertThat(estimate.err()).isEmpty();
            assertThat(estimate.out().lines())
                    .contains(
                            "records: 3000, of which 300 were read",
                            "with something to ask: about 3000",
                            "distinct inputs: at most 3000",
                            "calls: about 94",
                            "cost: about 0.94")
                    .anyMatch(line -> line.matches("time: about \\d+ s"));
            assertThat(estimate.exitCode()).isZero();
            assertThat(tei.calls().stream().mapToInt(List::size).sum()).isEqualTo(20);
        }
    }

    @Test
    void aTopicThatIsNotThereIsNamed() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start()) {
            Cli estimate = Cli.run("estimate", connector(tei, "missing"), "--topic", "missing");

            assertThat(estimate.err()).contains("There is no topic missing");
            assertThat(estimate.exitCode()).isEqualTo(1);
        }
    }

    private String connector(ScriptedTei tei, String topic) throws IOException {
        Map<String, String> config = SinkConfigs.sink(topic, tei.url(), broker.bootstrapServers());
        return Files.writeString(
                        directory.resolve("connector.json"),
                        new ObjectMapper().writeValueAsString(Map.of("name", topic, "config", config)))
                .toString();
    }
}
