package io.github.hfconnect.e2e.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.ConnectRestException;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.SinkConfigs;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One connector on the secured cluster, with topics and an endpoint of its own. */
final class SecuredConnector implements AutoCloseable {

    private final SecuredCluster cluster;
    private final ScriptedTei tei;
    private final String name;

    private SecuredConnector(SecuredCluster cluster, ScriptedTei tei, String name) {
        this.cluster = cluster;
        this.tei = tei;
        this.name = name;
    }

    /** With an input topic of its own name and a dead letter topic, but no output topic and no rules. */
    static SecuredConnector of(SecuredCluster cluster, String guarantee, String topic) throws IOException {
        String name = "in-" + topic + "-" + guarantee;
        cluster.topics().create(name, 1);
        cluster.topics().create(name + ".dead", 1);
        return new SecuredConnector(cluster, ScriptedTei.start(), name);
    }

    String name() {
        return name;
    }

    String outputTopic() {
        return name + ".enriched";
    }

    ScriptedTei tei() {
        return tei;
    }

    SecuredConnector withOutputTopic() {
        cluster.topics().create(outputTopic(), 1);
        return this;
    }

    SecuredConnector allow(Rules rules) {
        cluster.broker().allow(rules.bindings());
        return this;
    }

    /** Exactly the documented rules of that guarantee. */
    Rules documentedRules() {
        return name.endsWith("exactly-once") ? Rules.exactlyOnce(name) : Rules.atLeastOnce(name);
    }

    /** Writes chat records of these ids; one of the text "poison" will be a dead letter. */
    void feed(int from, int to, String message) {
        cluster.topics()
                .send(IntStream.range(from, to)
                        .mapToObj(id -> Topics.chat(name, 0, id, message))
                        .toList());
    }

    /** A configuration without a word about security. */
    Map<String, String> unsecured(String... settings) {
        Map<String, String> config =
                SinkConfigs.sink(name, tei.url(), cluster.broker().bootstrapServers());
        config.put("delivery.guarantee", name.endsWith("exactly-once") ? "exactly-once" : "at-least-once");
        return SinkConfigs.with(config, settings);
    }

    /** The same with the keys that the cluster needs. */
    Map<String, String> secured(String... settings) {
        Map<String, String> config = new HashMap<>(unsecured());
        cluster.writer().forEach((key, value) -> config.put("output.producer." + key, value));
        return SinkConfigs.with(config, settings);
    }

    void start(Map<String, String> config) {
        cluster.worker().rest().put(name, config);
    }

    /** Gives the failed connector a right configuration, and waits until it no longer counts as failed. */
    void startAgain(Map<String, String> config) {
        start(config);
        await(() -> failure().isEmpty());
    }

    void await(BooleanSupplier condition) {
        Waiting.until(Waiting.PATIENCE, condition);
    }

    /** What a failed task says, without its stacks, as it is now or becomes: Connect puts a line of its own before ours. */
    String awaitFailure() {
        await(() -> !failure().isEmpty());
        return failure().lines().filter(line -> !line.startsWith("\tat ")).collect(Collectors.joining("\n"));
    }

    String failure() {
        try {
            return cluster.worker().rest().status(name).failure();
        } catch (ConnectRestException e) {
            // A connector that was just made has no status yet.
            return "";
        }
    }

    boolean isCommitted(int records) {
        assertThat(failure()).isEmpty();
        return cluster.topics().committed(name, name, 0) >= records;
    }

    List<Integer> written() {
        return cluster.topics().readIfThere(outputTopic()).stream()
                .map(Topics::id)
                .toList();
    }

    List<Integer> dead() {
        return cluster.topics().readIfThere(name + ".dead").stream()
                .map(Topics::id)
                .toList();
    }

    @Override
    public void close() {
        cluster.worker().rest().delete(name);
        tei.close();
    }
}
