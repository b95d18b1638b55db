package io.github.hfconnect.cli;

import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.wiring.SystemTime;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts dead letters back to where they came from. */
@Command(
        name = "replay",
        description = {
            "Puts dead letters back to their source topics, byte for byte, each once: what a filter leaves out, and what a later"
                    + " run puts back, is remembered under a consumer group.",
            "One line a letter: its place, kind of failure, topic, attempt, and what was done."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--bootstrap-server", required = true, paramLabel = "HOST:PORT", description = "the cluster")
    private String bootstrapServer = "";

    @Option(names = "--topic", required = true, paramLabel = "DLQ", description = "the dead letter topic")
    private String topic = "";

    @Mixin
    private final ClientOptions clients = new ClientOptions();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "only failures of these kinds: ${COMPLETION-CANDIDATES}")
    private Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);

    @Option(names = "--key", paramLabel = "TEXT", description = "only records with this key")
    private @Nullable String key;

    @Option(names = "--since", paramLabel = "TIME", description = "only records of this time on: 2026-11-25T03:00:00Z")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "only records before this time")
    private @Nullable Instant until;

    @Option(names = "--to", paramLabel = "TOPIC", description = "another topic than the one a letter names")
    private @Nullable String to;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            description = "how many times a record may be put back in all (default: ${DEFAULT-VALUE})")
    private int maxAttempts = 3;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "remembers what was put back (default: hfconnect-replay-<DLQ>)")
    private @Nullable String group;

    @Option(names = "--dry-run", description = "show what would be done, and do nothing")
    private boolean dryRun;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (topic.equals(to)) {
            throw new CliException("--to is the dead letter topic itself");
        }
        // The producer first: it ends what another replay of this group may still be doing.
        try (KafkaProducer<byte[], byte[]> producer = dryRun ? null : producer();
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            ReplayPlan plan = new ReplayPlan(
                    new ReplayFilter(kinds, key, since, until),
                    to,
                    maxAttempts,
                    name -> consumer.partitionsFor(name).size());
            return summarise(new Replay(consumer, producer, plan, console, new SystemTime()).run(topic));
        }
    }

    private int summarise(Map<ReplayPlan.Step, Integer> counts) {
        int trouble = 0;
        for (ReplayPlan.Step step : ReplayPlan.Step.values()) {
            int count = counts.getOrDefault(step, 0);
            trouble += step.isTrouble() ? count : 0;
            if (count > 0 || step == ReplayPlan.Step.PUT_BACK) {
                console.say(
                        count + " " + (dryRun && step == ReplayPlan.Step.PUT_BACK ? "would be " : "") + step.inWords());
            }
        }
        return trouble == 0 ? 0 : 1;
    }

    private String group() {
        return group == null ? "hfconnect-replay-" + topic : group;
    }

    private KafkaConsumer<byte[], byte[]> consumer() throws IOException {
        Properties settings = clients.ofConsumer(bootstrapServer);
        settings.setProperty("group.id", group());
        settings.setProperty("enable.auto.commit", "false");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() throws IOException {
        Properties settings = clients.of(bootstrapServer);
        settings.setProperty("transactional.id", group());
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }
}
