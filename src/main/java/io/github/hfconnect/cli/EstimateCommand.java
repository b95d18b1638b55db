package io.github.hfconnect.cli;

import io.github.hfconnect.chunk.Chunking;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.inference.Prices;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.wiring.Enrichment;
import io.github.hfconnect.wiring.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a first run over a topic would take, before it is paid for. */
@Command(
        name = "estimate",
        description = {
            "Reads a sample of a topic, spread over all of it, and says what a connector's run over the whole topic would take:"
                    + " records, distinct inputs, calls, tokens, time and, with prices, cost. Asks no endpoint unless told to.",
            "Other transforms of the connector are not run: the topic's records have to look as ours gets them."
        },
        mixinStandardHelpOptions = true)
final class EstimateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "CONNECTOR.json", description = "as it is posted to Connect")
    private Path connector = Path.of("");

    @Option(names = "--topic", required = true, paramLabel = "T", description = "the topic that is to be worked off")
    private String topic = "";

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "the cluster (default: the connector's output.bootstrap.servers)")
    private @Nullable String bootstrapServer;

    @Mixin
    private final ClientOptions clients = new ClientOptions();

    @Option(
            names = "--converter-jars",
            paramLabel = "DIR",
            description = "the directory of the value converter's jars, where it is not one of Kafka's own")
    private @Nullable Path converterJars;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "about how many records to read (default: ${DEFAULT-VALUE})")
    private long size = 1000;

    @Option(
            names = "--ask",
            paramLabel = "N",
            description =
                    "ask the model about N of the inputs, which costs what N records cost: measures time and tokens"
                            + " (default: ${DEFAULT-VALUE})")
    private int ask;

    @Option(names = "--latency-ms", paramLabel = "MS", description = "how long a call takes, where none is made")
    private @Nullable Long latencyMillis;

    @Option(
            names = "--input-price",
            paramLabel = "P",
            description = "price of a million tokens in (default: the connector's price.input)")
    private double inputPrice;

    @Option(
            names = "--output-price",
            paramLabel = "P",
            description = "price of a million tokens out (default: price.output)")
    private double outputPrice;

    @Option(names = "--call-price", paramLabel = "P", description = "price of a call (default: price.request)")
    private double callPrice;

    EstimateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (size < 1 || ask < 0) {
            throw new CliException("--sample is at least 1 and --ask at least 0");
        }
        ConnectorFile file = ConnectorFile.read(connector);
        ConfiguredPlugin plugin = file.plugins().get(0);
        RecordValues values = RecordValues.of(file.props(), plugin.worksOnKeys(), converterJars);
        TopicSample sample = sample(file.props());
        InferenceConfig config = plugin.config();
        try (Enrichment enrichment = Enrichment.of(config)) {
            Survey survey = survey(
                    sample.records(),
                    values,
                    enrichment.mapper(),
                    config.chunks().chunking(enrichment.tokens()));
            Optional<Measured> measured = measure(enrichment, survey);
            CallPlan plan = plugin.callPlan(
                    file.tasks(sample.partitions()), enrichment.enricher().limits());
            new Estimate(sample.total(), survey, plan, measured, latency(), prices(config))
                    .lines()
                    .forEach(console::result);
            return survey.failing() == 0 ? 0 : 1;
        }
    }

    private TopicSample sample(Map<String, String> props) throws IOException {
        Properties settings = clients.ofConsumer(bootstrapServers(props));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return TopicSample.read(consumer, topic, size, new SystemTime());
        }
    }

    private String bootstrapServers(Map<String, String> props) {
        String servers = bootstrapServer == null ? props.get("output.bootstrap.servers") : bootstrapServer;
        if (servers == null) {
            throw new CliException("Name the cluster with --bootstrap-server");
        }
        return servers;
    }

    private static Survey survey(
            List<ConsumerRecord<byte[], byte[]>> records, RecordValues values, RecordMapper mapper, Chunking chunking) {
        Survey survey = new Survey(chunking);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                SchemaAndValue value = values.read(record);
                survey.add(mapper.input(value.schema(), value.value()));
            } catch (DataException e) {
                survey.addUnreadable("The record at offset " + record.offset() + " of partition " + record.partition()
                        + " cannot be read: " + JsonLines.reason(e));
            }
        }
        return survey;
    }

    private Optional<Measured> measure(Enrichment enrichment, Survey survey) throws InterruptedException {
        if (ask == 0 || survey.distinct().isEmpty()) {
            return Optional.empty();
        }
        int inputs = Math.min(ask, survey.distinct().size());
        return Optional.of(Measured.of(enrichment.enricher(), survey.distinct().subList(0, inputs)));
    }

    private Optional<Duration> latency() {
        return Optional.ofNullable(latencyMillis).map(Duration::ofMillis);
    }

    private Prices prices(InferenceConfig config) {
        Prices told = new Prices(inputPrice, outputPrice, callPrice);
        return told.areKnown() ? told : config.limits().prices();
    }
}
