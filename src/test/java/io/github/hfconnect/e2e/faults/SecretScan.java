package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Looks for the planted secrets wherever somebody could read them. */
final class SecretScan {

    private SecretScan() {}

    /** The worker's whole log, with what it says of us at TRACE: at least of an attempt, since each class calls a model. */
    static void ofLog(FaultCluster cluster) {
        List<String> log = lines(cluster.worker().log());
        assertThat(log)
                .as("the log holds what we say")
                .anyMatch(line -> line.contains(" inputs answered in ") || line.contains(" inputs failed in "));
        assertNoSecret("the log", log.stream());
    }

    /** What the worker tells of a connector while it has our sink's tasks. */
    static void ofSink(FaultCluster cluster, String connector) {
        ofJmx(cluster, "io.github.hfconnect:type=sink-task,connector=" + connector, "consumed = [");
        ofRest(cluster.worker(), connector);
    }

    /** What the worker tells of a connector while it has a task with our transform. */
    static void ofTransform(FaultCluster cluster, String connector) {
        ofJmx(cluster, "io.github.hfconnect:type=transform,connector=" + connector, "consumed = [");
        ofRest(cluster.worker(), connector);
    }

    /** What the worker tells of a connector whose task has failed: our own metrics have ended with it. */
    static void ofFailed(FaultCluster cluster, String connector) {
        ofJmx(cluster, "kafka.connect:type=connector-task-metrics,connector=" + connector, "running-ratio = [");
        ofRest(cluster.worker(), connector);
    }

    /** All that JMX shows, which has to hold a text that it shows of a task by right: a scan which cannot find that finds nothing. */
    private static void ofJmx(FaultCluster cluster, String bean, String shown) {
        Set<String> everything = cluster.metrics().everything();
        assertThat(having(List.of(bean), everything.stream()))
                .as("what the scan sees of %s", bean)
                .anyMatch(line -> line.contains(shown));
        assertNoSecret("JMX", everything.stream());
    }

    /** What the REST interface tells of a connector. */
    private static void ofRest(WorkerProcess worker, String connector) {
        String path = "/connectors/" + connector;
        assertNoSecret(path + "/status", Stream.of(get(worker, path + "/status")));
        // The configuration, too, because the secrets come from a config provider; but for the one that was written
        // plainly.
        for (String answer : List.of(get(worker, path), get(worker, path + "/tasks"))) {
            assertNoSecret(path, Stream.of(answer.replace(Planted.PLAIN_TOKEN, "")));
        }
    }

    /** Values and headers of records. */
    static void ofRecords(List<ConsumerRecord<String, String>> records) {
        records.forEach(record -> assertNoSecret(
                record.topic() + "@" + record.offset(),
                Stream.concat(
                        Stream.of(String.valueOf(record.value())),
                        StreamSupport.stream(record.headers().spliterator(), false)
                                .map(header -> new String(header.value(), StandardCharsets.UTF_8)))));
    }

    static void assertNoSecret(String where, Stream<String> texts) {
        assertThat(having(Planted.ALL, texts)).as("secrets in %s", where).isEmpty();
    }

    private static List<String> having(List<String> words, Stream<String> texts) {
        return texts.filter(text -> words.stream().anyMatch(text::contains)).toList();
    }

    private static String get(WorkerProcess worker, String path) {
        URI uri = worker.rest().base().resolve(path);
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + path + " was read", e);
        }
    }

    private static List<String> lines(Path log) {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
