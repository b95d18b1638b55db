package io.github.hfconnect.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.SinkConfigs;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real worker with the real exporter, scraped by a real Prometheus while records pass: what the board asks is answered. */
@EnabledIf(
        value = "io.github.hfconnect.e2e.observe.Promtool#isInstalled",
        disabledReason = "prometheus and promtool are not installed (Debian: prometheus)")
class BoardIT {

    /** Kafka quotes such a name in JMX. */
    private static final String CONNECTOR = "board,1";

    private static final String TOPIC = "board";
    private static final int ROUNDS = 6;
    private static final int RECORDS_A_ROUND = 40;
    /** With -Ddocs.write=true the picture of the documentation is drawn anew, from some minutes with troubles. */
    private static final boolean WRITES_DOCS = Boolean.getBoolean("docs.write");

    private static final Pattern METRIC = Pattern.compile("\\b(hfconnect|kafka_connect|kafka_consumer)_\\w+");

    private static BrokerProcess broker;
    private static ScriptedTei tei;
    private static Exporter exporter;
    private static WorkerProcess worker;
    private static Prometheus prometheus;
    private static long started;

    @BeforeAll
    static void start() throws IOException {
        broker = BrokerProcess.start();
        tei = ScriptedTei.start();
        exporter = Exporter.onFreePort();
        worker = WorkerProcess.start(
                WorkerSetup.of(broker.bootstrapServers()).group("board").jvmOption(exporter.jvmOption()));
        prometheus = Prometheus.scraping(exporter);
        feed();
    }

    @AfterAll
    static void stop() {
        List.of(prometheus, worker, tei, broker).forEach(BoardIT::close);
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rounds with some scrapes between them, so that there are rates. */
    private static void feed() {
        Topics topics = new Topics(broker.bootstrapServers());
        topics.create(TOPIC, 2);
        Map<String, String> config = SinkConfigs.sink(TOPIC, tei.url(), broker.bootstrapServers());
        // Enough money for a call for each record of the picture: a slow machine fills no batches.
        worker.rest()
                .put(
                        CONNECTOR,
                        SinkConfigs.with(
                                config,
                                "tasks.max",
                                "2",
                                "budget.max.requests",
                                "100000",
                                "budget.max.tokens",
                                "1000000",
                                "budget.max.cost",
                                "20000",
                                "price.request",
                                "0.5"));
        for (int round = 0; round < ROUNDS; round++) {
            int first = round * RECORDS_A_ROUND;
            topics.send(IntStream.range(first, first + RECORDS_A_ROUND)
                    .mapToObj(id -> Topics.chat(TOPIC, id % 2, id, text(id)))
                    .toList());
            awaitSettled(first + RECORDS_A_ROUND);
        }
        started = System.currentTimeMillis() / 1000;
    }

    /** Dead letters of both partitions, blank ones, repeated ones, and others. */
    private static String text(int id) {
        return switch (id % RECORDS_A_ROUND) {
            case 4, 5 -> "poison " + id;
            case 6, 7 -> " ";
            case 8, 9, 10, 11 -> "said before";
            default -> "hello " + id;
        };
    }

    @Test
    void thePictureIsDrawnFromTheSameQueries() throws IOException {
        int records = ROUNDS * RECORDS_A_ROUND;
        if (WRITES_DOCS) {
            Topics topics = new Topics(broker.bootstrapServers());
            awaitSettled(records + new Story(topics, TOPIC, tei, BoardIT::text).play(records));
        }
        Board board = Board.committed();
        String picture = new BoardPicture(prometheus, started - 10, System.currentTimeMillis() / 1000).svg(board);

        Files.writeString(Path.of("target", "observe", "board.svg"), picture);
        assertThat(picture.split("<polyline").length - 1)
                .isGreaterThanOrEqualTo(board.panels().size() - 2);
        if (WRITES_DOCS) {
            Files.writeString(Path.of("docs", "board.svg"), picture);
        }
    }

    private static void awaitSettled(int records) {
        String settled = "sum(hfconnect_enriched_total) + sum(hfconnect_passed_total) + sum(hfconnect_reported_total)";
        boolean isSettled =
                Waiting.atMost(Waiting.PATIENCE, () -> prometheus.query(settled).equals(List.of((double) records)));
        assertThat(isSettled)
                .as(
                        "of %d records %s are settled, %s read, %s in flight; money left: %s; scrapes took %s s at most",
                        records,
                        prometheus.query(settled),
                        prometheus.query("hfconnect_consumed_total"),
                        prometheus.query("hfconnect_in_flight"),
                        prometheus.query("hfconnect_budget_left_cost"),
                        prometheus.query("max_over_time(scrape_duration_seconds[10m])"))
                .isTrue();
    }

    static Stream<Board.Query> queries() throws IOException {
        return Board.committed().queries();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void eachQueryOfTheBoardIsAnswered(Board.Query query) {
        assertThat(prometheus.query(query.expression())).isNotEmpty();
    }

    @Test
    void whatIsShownIsWhatHasHappened() {
        int each = ROUNDS * 2;
        assertThat(sum("hfconnect_consumed_total")).isEqualTo(ROUNDS * RECORDS_A_ROUND);
        assertThat(sum("hfconnect_dead_letters_total{kind=\"rejected\"}")).isEqualTo(each);
        assertThat(sum("hfconnect_passed_by_reason_total{reason=\"empty\"}")).isEqualTo(each);
        // The first one of each of two tasks was asked about.
        assertThat(sum("hfconnect_cache_hits_total") + sum("hfconnect_cache_shared_total"))
                .isEqualTo(ROUNDS * 4 - 2);
        assertThat(sum("hfconnect_cost_total")).isEqualTo(sum("hfconnect_attempts_total{outcome=\"answered\"}") / 2);
        assertThat(sum("rate(hfconnect_consumed_total[2m])")).isPositive();
        assertThat(sum("kafka_connect_connector_task_status{status=\"running\"}"))
                .isEqualTo(2);
    }

    /** The connector's name is one that Kafka quotes, so that labels would differ where one side kept the quotes. */
    @Test
    void connectsOwnCountsJoinWithOurs() {
        assertThat(prometheus.query("kafka_connect_sink_task_metrics_sink_record_send_total{connector=\"" + CONNECTOR
                        + "\"} - on (connector, task) hfconnect_consumed_total"))
                .containsExactly(0.0, 0.0);
    }

    @Test
    void eachAlertAsksForWhatThereIs() {
        Waiting.until(
                Waiting.PATIENCE,
                () -> prometheus.alerts().stream()
                        .noneMatch(alert -> alert.path("health").asText().equals("unknown")));

        assertThat(prometheus.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(alert.path("health").asText()).as(alert.toString()).isEqualTo("ok");
            assertThat(METRIC.matcher(alert.path("query").asText()).results().map(MatchResult::group))
                    .isNotEmpty()
                    .allSatisfy(metric -> assertThat(prometheus.query("count(" + metric + ")"))
                            .as(metric)
                            .isNotEmpty());
        });
        assertThat(firing()).containsExactlyInAnyOrder("HfConnectDeadLetters");
    }

    /** Names, types and units as Prometheus wants them. */
    @Test
    void promtoolHasNothingToSayOfOurMetrics() throws Exception {
        Promtool checked = Promtool.run(scraped(), "check", "metrics");

        assertThat(checked.exitCode()).as(checked.output()).isZero();
        assertThat(checked.output()).isEmpty();
    }

    private static List<String> firing() {
        return prometheus.alerts().stream()
                .filter(alert -> alert.path("state").asText().equals("firing"))
                .map((JsonNode alert) -> alert.path("name").asText())
                .toList();
    }

    private static double sum(String expression) {
        return prometheus.query("sum(" + expression + ")").get(0);
    }

    private static String scraped() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + exporter.target() + "/metrics"))
                .build();
        String all = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return all.lines().filter(line -> line.contains("hfconnect_")).collect(Collectors.joining("\n", "", "\n"));
    }
}
