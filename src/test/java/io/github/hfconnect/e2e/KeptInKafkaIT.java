package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a worker knows after it was killed: answers that were paid for, and what its budget has used. */
class KeptInKafkaIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REAL_CHAT = "../shared/data/chat/dota2-chat.jsonl";
    private static final String TOKEN = "hf_thisTokenIsSecretAndLong";
    private static final int CALLS_AT_ONCE = 4;
    private static final int BATCH = 8;

    /** In the middle of the chat. */
    private static final int FIRST_CALL_THAT_IS_HELD = 80;

    private static final String LONGER_THAN_ANY_TEST_MS = "600000";

    /** Beside the answers their topic has one record with the salt that their keys are made with. */
    private static final int SALT = 1;

    /** One window that no test outlives. */
    private static final String TWENTY_THOUSAND_DAYS_MS = "1728000000000";

    private static BrokerProcess broker;
    private static WorkerProcess worker;
    private static Topics topics;

    @BeforeAll
    static void startCluster() throws IOException {
        broker = BrokerProcess.start();
        worker = WorkerProcess.start(
                WorkerSetup.of(broker.bootstrapServers()).group("kept").jmx());
        topics = new Topics(broker.bootstrapServers());
    }

    @AfterAll
    static void stopCluster() {
        worker.close();
        broker.close();
    }

    /** At least once, a kill in between, everything read twice: each text is paid once, but for those under way at the kill. */
    @Test
    void chatThatIsReadTwiceWithAKillInBetweenIsPaidOnce() throws IOException {
        List<String> chat = chat();
        Set<String> texts = texts(chat);
        topics.create("talk", 2);
        topics.create("talk.enriched", 2);
        try (ScriptedTei tei = ScriptedTei.start()) {
            say(chat);
            tei.latencyMillis(20);
            CountDownLatch killed = new CountDownLatch(1);
            Queue<ScriptedTei.Call> held = holdFrom(FIRST_CALL_THAT_IS_HELD, killed, tei);
            worker.rest()
                    .put(
                            "talk",
                            config(
                                    "talk",
                                    tei,
                                    "cache.topic",
                                    "answers",
                                    "token",
                                    TOKEN,
                                    // Nobody gives up what is held, and no endpoint that seems slow gets fewer calls.
                                    "request.timeout.ms",
                                    LONGER_THAN_ANY_TEST_MS,
                                    "adaptive.concurrency",
                                    "false"));
            Waiting.until(Waiting.PATIENCE, () -> held.size() == CALLS_AT_ONCE && isAllKeptBut(held, tei));
            worker.kill9();
            killed.countDown();
            worker.restart();
            worker.awaitReady();
            tei.latencyMillis(0);
            Waiting.until(Waiting.PATIENCE, () -> isCommitted("talk", chat.size()));

            Map<String, Long> asked = asked(tei);
            List<String> again = asked.entrySet().stream()
                    .filter(entry -> entry.getValue() > 1)
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(asked.keySet()).isEqualTo(texts);
            assertThat(again).as("asked again after the kill").hasSizeLessThanOrEqualTo(CALLS_AT_ONCE * BATCH);
            assertThat(asked.values()).allMatch(times -> times <= 2);
            System.getLogger(KeptInKafkaIT.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "{0} lines, {1} texts, {2} asked twice because of the kill",
                            chat.size(),
                            texts.size(),
                            again.size());

            int calls = tei.calls().size();
            say(chat);
            Waiting.until(Waiting.PATIENCE, () -> isCommitted("talk", 2 * chat.size()));
            assertThat(tei.calls()).as("calls for the second reading").hasSize(calls);
            assertNothingIsTold(texts);
        }
        worker.rest().delete("talk");
    }

    /** From its nth on a call is answered by nobody. Those before it are, so that soon only what is held is under way. */
    private static Queue<ScriptedTei.Call> holdFrom(int first, CountDownLatch end, ScriptedTei tei) {
        Queue<ScriptedTei.Call> held = new ConcurrentLinkedQueue<>();
        tei.answerBy(call -> {
            if (call.number() >= first && end.getCount() > 0) {
                held.add(call);
                end.await();
            }
            return null;
        });
        return held;
    }

    /** A kill also takes what is answered and on its way to the topic: that is waited for, so that the rest can be counted. */
    private static boolean isAllKeptBut(Queue<ScriptedTei.Call> held, ScriptedTei tei) {
        long underWay =
                held.stream().flatMap(call -> call.texts().stream()).distinct().count();
        return topics.size("answers") - SALT >= asked(tei).size() - underWay;
    }

    private static void assertNothingIsTold(Set<String> texts) {
        List<ConsumerRecord<String, String>> kept = topics.readAll("answers");
        String all = kept.stream().map(record -> record.key() + record.value()).collect(Collectors.joining());
        assertThat(kept).hasSizeGreaterThan(texts.size() / 2);
        assertThat(all).doesNotContain(TOKEN);
        // Short ones, such as gg, are in any bytes by chance.
        assertThat(texts.stream().filter(text -> text.length() > 12))
                .isNotEmpty()
                .noneMatch(all::contains);
    }

    private static Map<String, Long> asked(ScriptedTei tei) {
        return tei.calls().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(text -> text, Collectors.counting()));
    }

    /** Killed in mid-window, the budget is passed by what was under way at most. */
    @Test
    void budgetIsNotSpentTwiceAfterAKill() throws IOException {
        int budget = 60;
        topics.create("spent", 1);
        topics.create("spent.enriched", 1);
        try (ScriptedTei tei = ScriptedTei.start()) {
            topics.send(IntStream.range(0, 400)
                    .mapToObj(id -> Topics.chat("spent", 0, id, "hello " + id))
                    .toList());
            tei.latencyMillis(300);
            worker.rest()
                    .put(
                            "spent",
                            config(
                                    "spent",
                                    tei,
                                    "connector.state.topic",
                                    "state",
                                    "budget.max.requests",
                                    String.valueOf(budget),
                                    "budget.window.ms",
                                    TWENTY_THOUSAND_DAYS_MS,
                                    "batch.max.records",
                                    "1"));
            Waiting.until(Waiting.PATIENCE, () -> tei.calls().size() > budget / 3);

            worker.kill9();
            worker.restart();
            worker.awaitReady();
            WorkerMetrics metrics = WorkerMetrics.of(worker);
            Waiting.until(
                    Waiting.PATIENCE,
                    () -> metrics.shows("spent") && metrics.sum("spent", "budget-left-requests") == 0);
            // A kill takes the answers of what is in flight, and of what is answered and waits for its turn to be
            // written.
            Waiting.until(Waiting.PATIENCE, () -> topics.size("spent.enriched") >= budget - 2 * CALLS_AT_ONCE);

            assertThat(tei.calls()).hasSizeBetween(budget, budget + CALLS_AT_ONCE);
            worker.rest().restart("spent");
            Waiting.pause(Duration.ofSeconds(3));
            assertThat(tei.calls()).as("after one more start").hasSizeBetween(budget, budget + CALLS_AT_ONCE);
            assertThat(topics.readAll("state"))
                    .allSatisfy(record -> assertThat(record.key()).isEqualTo("budget:1:0:spent"));
        }
        worker.rest().delete("spent");
    }

    /** One task, then four: what the one has used is counted against the shares of all. */
    @Test
    void budgetIsNotSpentTwiceByMoreTasks() throws IOException {
        int budget = 60;
        topics.create("grown", 4);
        topics.create("grown.enriched", 4);
        try (ScriptedTei tei = ScriptedTei.start()) {
            topics.send(IntStream.range(0, 400)
                    .mapToObj(id -> Topics.chat("grown", id % 4, id, "hello " + id))
                    .toList());
            tei.latencyMillis(300);
            Map<String, String> config = config(
                    "grown",
                    tei,
                    "connector.state.topic",
                    "grown.state",
                    "budget.max.requests",
                    String.valueOf(budget),
                    "budget.window.ms",
                    TWENTY_THOUSAND_DAYS_MS,
                    "batch.max.records",
                    "1");
            worker.rest().put("grown", SinkConfigs.with(config, "tasks.max", "1"));
            Waiting.until(Waiting.PATIENCE, () -> tei.calls().size() > budget / 3);

            tei.slowMotion();
            worker.rest().put("grown", SinkConfigs.with(config, "tasks.max", "4"));
            worker.rest().awaitRunning("grown", 4);
            tei.latencyMillis(300);
            Waiting.until(Waiting.PATIENCE, () -> tei.calls().size() >= budget);
            Waiting.pause(Duration.ofSeconds(3));

            assertThat(tei.calls()).hasSizeBetween(budget, budget + CALLS_AT_ONCE);
            Set<String> keepers = topics.readAll("grown.state").stream()
                    .map(ConsumerRecord::key)
                    .collect(Collectors.toSet());
            assertThat(keepers).as("tasks that have used something").hasSizeGreaterThan(1);
        }
        worker.rest().delete("grown");
    }

    private static Map<String, String> config(String topic, ScriptedTei tei, String... settings) {
        Map<String, String> config = SinkConfigs.with(
                SinkConfigs.sink(topic, tei.url(), broker.bootstrapServers()),
                // Who is killed is missed soon.
                "consumer.override.session.timeout.ms",
                "20000",
                "max.in.flight.requests",
                String.valueOf(CALLS_AT_ONCE),
                "batch.max.records",
                String.valueOf(BATCH));
        return SinkConfigs.with(config, settings);
    }

    /** A real chat where one lies beside the checkout, else one that repeats itself as much. */
    private static List<String> chat() throws IOException {
        Path real = Checkout.locate().root().resolve(REAL_CHAT);
        return Files.isReadable(real)
                ? Files.readAllLines(real, StandardCharsets.UTF_8).subList(0, 2000).stream()
                        .map(KeptInKafkaIT::message)
                        .toList()
                : IntStream.range(0, 2000)
                        .mapToObj(i -> "a line of the chat, number " + i % 1500)
                        .toList();
    }

    private static String message(String line) {
        try {
            return JSON.readTree(line).path("message").asText();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> texts(List<String> chat) {
        return chat.stream().filter(text -> !text.isBlank()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void say(List<String> chat) {
        List<ProducerRecord<String, String>> records = IntStream.range(0, chat.size())
                .mapToObj(id -> Topics.chat("talk", id % 2, id, chat.get(id)))
                .toList();
        topics.send(records);
    }

    private static boolean isCommitted(String connector, int records) {
        Map<Integer, Long> committed = new HashMap<>();
        for (int partition = 0; partition < 2; partition++) {
            committed.put(partition, topics.committed(connector, connector, partition));
        }
        return committed.values().stream().mapToLong(Long::longValue).sum() >= records;
    }
}
