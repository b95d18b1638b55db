package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.cli.Cli;
import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ready connector {@code moderation-review} and what docs/moderation.md says of it, with a model whose verdict is the text's last word. */
@Timeout(300)
class ModerationIT {

    private static BrokerProcess broker;
    private static WorkerProcess worker;
    private static Topics topics;

    private ScriptedTei tei;

    @BeforeAll
    static void startCluster() throws IOException {
        broker = BrokerProcess.start();
        worker = WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers()).group("moderation"));
        topics = new Topics(broker.bootstrapServers());
    }

    @AfterAll
    static void stopCluster() {
        worker.close();
        broker.close();
    }

    @BeforeEach
    void startEndpoint() throws IOException {
        tei = ScriptedTei.start(ModerationIT::verdicts);
    }

    @AfterEach
    void stopEndpoint() {
        worker.rest().connectors().forEach(worker.rest()::delete);
        tei.close();
    }

    @Test
    void nothingIsCleanWithoutAVerdict() throws IOException {
        topics.create("closed", 1);
        topics.send(List.of(
                says("closed", 0, "you fool 0.97"),
                says("closed", 1, "hm 0.5"),
                says("closed", 2, "hello 0.03"),
                says("closed", 3, "  "),
                new ProducerRecord<>("closed", 0, "k4", null),
                new ProducerRecord<>("closed", 0, "k5", "{\"id\":5,\"text\":\"no such field\"}"),
                says("closed", 6, "poison"),
                says("closed", 7, "spam -"),
                says("closed", 8, "bye 0.2")));

        start("closed", Map.of());

        assertThat(topics.read("closed.clean", 2)).extracting(Topics::id).containsExactly(2, 8);
        assertThat(topics.read("closed.flagged", 1)).extracting(Topics::id).containsExactly(0);
        assertThat(topics.read("closed.review", 4))
                .extracting(record -> Topics.header(record, "hf.source.offset"))
                .containsExactly("1", "3", "4", "7");
        assertThat(topics.read("closed.dead", 2)).extracting(Topics::id).containsExactly(5, 6);
    }

    @Test
    void anOutageKeepsRecordsBackAndJudgesThemLater() throws IOException {
        topics.create("away", 1);
        topics.send(List.of(says("away", 0, "hello 0.1"), says("away", 1, "you fool 0.9")));
        tei.failWith(new MockResponse.Builder().code(503).body("{}").build());

        start("away", Map.of());
        Waiting.until(Waiting.PATIENCE, () -> tei.calls().size() > 5);
        assertThat(List.of("away.clean", "away.review", "away.flagged")).noneMatch(topics::exists);
        assertThat(topics.readIfThere("away.dead")).isEmpty();
        tei.answerBy(ModerationIT::verdicts);

        assertThat(topics.read("away.clean", 1)).extracting(Topics::id).containsExactly(0);
        assertThat(topics.read("away.flagged", 1)).extracting(Topics::id).containsExactly(1);
    }

    @Test
    void openWhereThereIsNoVerdictSaysSoInTheRecord() throws IOException {
        topics.create("open", 1);
        topics.send(List.of(
                says("open", 0, "you fool 0.97"),
                says("open", 1, "hm 0.5"),
                says("open", 2, "hello 0.03"),
                says("open", 3, "poison")));

        start(
                "open",
                Map.of(
                        "output.topic", "${topic}.clean",
                        "routes", "flagged,review",
                        "routes.review.label", "toxic",
                        "routes.review.min.score", "0.2",
                        "routes.review.topic", "${topic}.review",
                        "on.failure", "annotate",
                        "on.outage", "dead-letter"),
                "routes.clean.label",
                "routes.clean.max.score",
                "routes.clean.topic");

        List<ConsumerRecord<String, String>> clean = topics.read("open.clean", 2);
        assertThat(clean).extracting(Topics::id).containsExactly(2, 3);
        assertThat(Topics.json(clean.get(0)).path("moderation_error").isNull()).isTrue();
        assertThat(Topics.json(clean.get(1)).path("moderation").isNull()).isTrue();
        assertThat(Topics.json(clean.get(1)).path("moderation_error").toString())
                .contains("REJECTED");
        assertThat(topics.read("open.review", 1)).extracting(Topics::id).containsExactly(1);
    }

    @Test
    void eachLanguageHasItsThresholdAndReadersSeeWhatTheyMay() throws IOException {
        topics.create("langs", 1);
        topics.send(List.of(
                inLanguage("langs", 0, "du Clown 0.7", "de"),
                inLanguage("langs", 1, "you clown 0.7", "en"),
                inLanguage("langs", 2, "you fool 0.9", "en"),
                inLanguage("langs", 3, "bonjour 0.01", "fr"),
                inLanguage("langs", 4, "hallo 0.01", "de")));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("routes", "flagged-de,flagged-en,clean");
        Map.of("de", "0.6", "en", "0.85").forEach((lang, score) -> {
            settings.put("routes.flagged-" + lang + ".when.field", "lang");
            settings.put("routes.flagged-" + lang + ".when.values", lang);
            settings.put("routes.flagged-" + lang + ".label", "toxic");
            settings.put("routes.flagged-" + lang + ".min.score", score);
            settings.put("routes.flagged-" + lang + ".topic", "${topic}.flagged");
            settings.put("routes.flagged-" + lang + ".redact.field", "message");
        });
        settings.put("routes.clean.when.field", "lang");
        settings.put("routes.clean.when.values", "de,en");

        start("langs", settings, "routes.flagged.label", "routes.flagged.min.score", "routes.flagged.topic");

        List<ConsumerRecord<String, String>> flagged = topics.read("langs.flagged", 2);
        assertThat(flagged).extracting(Topics::id).containsExactly(0, 2);
        assertThat(flagged)
                .extracting(record -> Topics.json(record).path("message").asText())
                .containsExactly("***", "***");
        assertThat(topics.read("langs.review", 2)).extracting(Topics::id).containsExactly(1, 3);
        assertThat(topics.read("langs.clean", 1)).extracting(Topics::id).containsExactly(4);
    }

    @Test
    void anAppealPutsARecordWhereItBelongsOnce() throws IOException {
        topics.create("appeal", 1);
        topics.send(List.of(says("appeal", 0, "you fool 0.97"), says("appeal", 1, "killing it 0.9")));
        start("appeal", Map.of());
        topics.read("appeal.flagged", 2);
        String[] granted = {
            "replay",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--topic",
            "appeal.flagged",
            "--to",
            "appeal.clean",
            "--key",
            "k1"
        };
        topics.create("appeal.clean", 1);

        Cli first = Cli.run(granted);
        Cli again = Cli.run(granted);

        assertThat(first.err()).contains("1 put back", "1 left out");
        assertThat(again.err()).contains("0 put back");
        assertThat(topics.read("appeal.clean", 1)).extracting(Topics::id).containsExactly(1);
    }

    private static ProducerRecord<String, String> says(String topic, int id, String message) {
        return inLanguage(topic, id, message, "en");
    }

    private static ProducerRecord<String, String> inLanguage(String topic, int id, String message, String lang) {
        return new ProducerRecord<>(
                topic, 0, "k" + id, "{\"id\":%d,\"lang\":\"%s\",\"message\":\"%s\"}".formatted(id, lang, message));
    }

    /** The connector as it is shipped, between this test's topics and servers, with further settings and without some. */
    private void start(String topic, Map<String, String> settings, String... without) throws IOException {
        Map<String, String> config = new LinkedHashMap<>();
        new ObjectMapper()
                .readTree(Checkout.locate().connector("moderation-review.json").toFile())
                .path("config")
                .properties()
                .forEach(key -> config.put(key.getKey(), key.getValue().asText()));
        config.putAll(settings);
        List.of(without).forEach(config::remove);
        config.put("topics", topic);
        config.put("tasks.max", "1");
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("endpoint.urls", tei.url());
        config.put("output.bootstrap.servers", broker.bootstrapServers());
        config.put("errors.deadletterqueue.topic.name", topic + ".dead");
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        worker.rest().put("moderation-" + topic, config);
    }

    /** The score of "toxic" is the text's last word; where that is none, the model knows other labels only. */
    private static @Nullable MockResponse verdicts(ScriptedTei.Call call) {
        return call.texts().stream().anyMatch(text -> text.contains("poison"))
                ? null
                : new MockResponse.Builder()
                        .setHeader("Content-Type", "application/json")
                        .body(call.texts().stream()
                                .map(ModerationIT::verdict)
                                .collect(Collectors.joining(",", "[", "]")))
                        .build();
    }

    private static String verdict(String text) {
        String last = text.substring(text.lastIndexOf(' ') + 1);
        if (!last.matches("[\\d.]+")) {
            return "[{\"label\":\"spam\",\"score\":1}]";
        }
        double toxic = Double.parseDouble(last);
        return String.format(
                Locale.ROOT,
                "[{\"label\":\"neutral\",\"score\":%f},{\"label\":\"toxic\",\"score\":%f}]",
                1 - toxic,
                toxic);
    }
}
