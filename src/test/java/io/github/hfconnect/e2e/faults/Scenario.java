package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.ConnectRest;
import io.github.hfconnect.demo.cluster.ConnectRestException;
import io.github.hfconnect.e2e.SinkConfigs;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One connector with topics of its own, both of one name, and what must have become of its records in the end. */
final class Scenario implements AutoCloseable {

    /** For servers that answer, however busy the machine is: a time-out would be another failure than the one that is meant. */
    static final String LONG_TIMEOUT = "60000";

    private static final System.Logger LOG = System.getLogger(Scenario.class.getName());

    private final FaultCluster cluster;
    private final Topics topics;
    private final Topics output;
    private final Feed feed;

    private Scenario(FaultCluster cluster, Topics output, Feed feed) {
        this.cluster = cluster;
        this.topics = cluster.topics();
        this.output = output;
        this.feed = feed;
    }

    /** Writes the records of a new topic of two partitions. */
    static Scenario of(FaultCluster cluster, String name, int records, IntFunction<String> message) {
        return of(cluster, name, records, 2, message);
    }

    static Scenario of(FaultCluster cluster, String name, int records, int partitions, IntFunction<String> message) {
        Scenario scenario = new Scenario(cluster, cluster.topics(), Feed.of(name, partitions, records, message));
        scenario.feed.write(scenario.topics);
        return scenario;
    }

    /** The connector has to be told that other cluster. */
    static Scenario writingTo(FaultCluster cluster, String otherCluster, String name, int records) {
        Feed feed = Feed.of(name, 2, records, id -> "hello " + id);
        Scenario scenario = new Scenario(cluster, new Topics(otherCluster), feed);
        feed.write(scenario.topics);
        return scenario;
    }

    /** Creates the topic, with partitions still to be added, and leaves the writing to the caller. */
    static Scenario empty(FaultCluster cluster, Feed feed, int partitionsNow) {
        Scenario scenario = new Scenario(cluster, cluster.topics(), feed);
        scenario.topics.create(feed.topic(), partitionsNow);
        return scenario;
    }

    /** Small batches, short delays, and secrets; settings given here win. */
    Map<String, String> config(String urls, String... settings) {
        Map<String, String> config = SinkConfigs.with(
                SinkConfigs.sink(feed.topic(), urls, cluster.broker().bootstrapServers()),
                "output.topic.partitions",
                "1",
                "batch.max.records",
                "16",
                "max.in.flight.requests",
                "4",
                "retry.backoff.ms",
                "20",
                "request.timeout.ms",
                "2000",
                "max.response.bytes",
                "1000000");
        return SinkConfigs.with(Planted.into(config, ""), settings);
    }

    /** Starts the connector with no more than it takes to run; settings given here win. */
    void startUntuned(String urls, String... settings) {
        Map<String, String> config = SinkConfigs.with(
                SinkConfigs.untuned(feed.topic(), urls, cluster.broker().bootstrapServers()),
                "output.topic.partitions",
                "1");
        cluster.worker().rest().put(name(), SinkConfigs.with(Planted.into(config, ""), settings));
    }

    /** Settings with a time-out that no call reaches. */
    static String[] patient(String... settings) {
        return and(settings, "request.timeout.ms", LONG_TIMEOUT);
    }

    /** Settings with further ones. */
    static String[] and(String[] settings, String... more) {
        return Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new);
    }

    /** Starts the connector, or gives it another configuration. */
    void start(String urls, String... settings) {
        cluster.worker().rest().put(name(), config(urls, settings));
    }

    /**
     * Starts the failed connector again, or gives it another configuration, and waits until it no longer counts as failed. Another
     * configuration starts its tasks anew by itself: a restart besides might come when they have done their work, and end their metrics.
     */
    void startAgain(String urls, String... settings) {
        ConnectRest rest = cluster.worker().rest();
        Map<String, String> config = config(urls, settings);
        boolean isSame = rest.taskConfigs(name()).stream()
                .allMatch(task -> task.entrySet().containsAll(config.entrySet()));
        if (isSame) {
            rest.restart(name());
        } else {
            start(urls, settings);
        }
        await(() -> failure().isEmpty());
    }

    String name() {
        return feed.topic();
    }

    String outputTopic() {
        return name() + ".enriched";
    }

    String deadTopic() {
        return name() + ".dead";
    }

    Feed feed() {
        return feed;
    }

    Topics topics() {
        return topics;
    }

    /** Records written so far. */
    long written() {
        return output.exists(outputTopic()) ? output.size(outputTopic()) : 0;
    }

    /** Some records are written by now, and some are not. */
    void assertInMidFlight() {
        assertThat(written()).as("records written by now").isPositive().isLessThan(feed.size());
    }

    void await(BooleanSupplier condition) {
        Waiting.until(Waiting.PATIENCE, condition);
    }

    /** Nothing missing, wrong, out of order or twice, no record dead, all accounted for. */
    void assertAllEnriched() {
        assertOutcome(Map.of());
    }

    /** The same, but that these records are dead, by their own fault of that kind. */
    void assertDead(Set<Integer> ids, String kind) {
        assertOutcome(ids.stream().collect(Collectors.toMap(id -> id, id -> kind)));
    }

    private void assertOutcome(Map<Integer, String> dead) {
        Audit audit = auditWhenDone();
        assertThat(audit).isEqualTo(Audit.perfect(dead));
        Map<String, Long> metrics = cluster.metrics().assertBalanced(name());
        assertThat(metrics.get("enriched")).isEqualTo((long) feed.size() - dead.size());
        assertThat(metrics.get("reported")).isEqualTo((long) dead.size());
    }

    /** Waits until every offset is committed, and looks at what was written. */
    Audit auditWhenDone() {
        await(() -> {
            assertThat(failure()).isEmpty();
            return isCommitted();
        });
        List<ConsumerRecord<String, String>> letters = topics.readIfThere(deadTopic());
        List<ConsumerRecord<String, String>> enriched = output.readIfThere(outputTopic());
        SecretScan.ofRecords(letters);
        SecretScan.ofRecords(enriched);
        SecretScan.ofSink(cluster, name());
        Audit audit = Audit.of(feed, enriched, letters);
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: {1} records, missing {2}, wrong {3}, disordered {4}, repeated {5}, dead {6}",
                name(),
                feed.size(),
                audit.missing().size(),
                audit.wrong().size(),
                audit.stepsBack(),
                audit.repeated(),
                audit.dead().size());
        return audit;
    }

    boolean isCommitted() {
        for (int partition = 0; partition < feed.partitions(); partition++) {
            if (topics.committed(name(), name(), partition) < feed.sizeOf(partition)) {
                return false;
            }
        }
        return true;
    }

    /** Waits until a task has failed; nothing was written, and no record is dead or behind the offsets. */
    String assertFailedUntouched() {
        await(() -> !failure().isEmpty());
        assertThat(written()).isZero();
        assertThat(topics.readIfThere(deadTopic())).isEmpty();
        for (int partition = 0; partition < feed.partitions(); partition++) {
            assertThat(topics.committed(name(), name(), partition)).isZero();
        }
        SecretScan.ofFailed(cluster, name());
        return failure();
    }

    /** The trace of a failed task, or nothing; a connector that was just made has no status yet. */
    String failure() {
        try {
            return cluster.worker().rest().status(name()).failure();
        } catch (ConnectRestException e) {
            return "";
        }
    }

    /** Whether the connector finds that nobody answers. */
    boolean isOutage() {
        return cluster.metrics().sum(name(), "outage") > 0;
    }

    @Override
    public void close() {
        cluster.worker().rest().delete(name());
    }
}
