package io.github.hfconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hfconnect try} shows of a table's change events what the sink will make of them. */
class ChangeEventsCliTest {

    @StartStop
    public final MockWebServer server = new MockWebServer();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void deleteStaysAsItIs() throws IOException {
        server.enqueue(embedding());

        Cli tried = tried(
                "after.embedding",
                "{\"before\":null,\"after\":{\"id\":7,\"text\":\"first post\"},\"op\":\"c\"}",
                "{\"before\":{\"id\":7,\"text\":\"first post\"},\"after\":null,\"op\":\"d\"}",
                "{\"before\":null,\"after\":null,\"op\":\"t\"}");

        assertThat(tried.out().lines().toList())
                .satisfiesExactly(
                        insert -> assertThat(insert).contains("\"embedding\":[0.5,0.25]"),
                        delete -> assertThat(delete)
                                .contains("\"after\":null", "\"op\":\"d\"", "\"text\":\"first post\"")
                                .doesNotContain("embedding"),
                        truncate ->
                                assertThat(truncate).contains("\"after\":null").doesNotContain("embedding"));
        assertThat(tried.exitCode()).isZero();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void placeholderIsNotAskedAbout() throws IOException {
        Cli tried = tried(
                "embedding",
                "{\"after\":{\"id\":7,\"text\":\"__debezium_unavailable_value\"},\"op\":\"u\"}",
                "{\"after\":{\"text\":\"__debezium_unavailable_value\"},\"op\":\"u\",\"embedding\":[0.125]}");

        assertThat(tried.out().lines().toList())
                .satisfiesExactly(
                        unknown -> assertThat(unknown).doesNotContain("0.5"),
                        known -> assertThat(known).contains("\"embedding\":[0.125]"));
        assertThat(tried.exitCode()).isZero();
        assertThat(server.getRequestCount()).isZero();
    }

    private Cli tried(String output, String... lines) throws IOException {
        Path input = Files.write(directory.resolve("in.jsonl"), Stream.of(lines).toList());
        Path connector = Files.writeString(directory.resolve("connector.json"), """
                {"name": "posts", "config": {
                  "connector.class": "io.github.hfconnect.HuggingFaceSinkConnector",
                  "topics": "db.public.posts",
                  "output.bootstrap.servers": "127.0.0.1:9",
                  "task": "feature-extraction",
                  "endpoint.api": "openai",
                  "endpoint.urls": "%s",
                  "model": "org/model",
                  "retry.max.attempts": "1",
                  "input.field": "after.text",
                  "output.field": "%s"}}
                """.formatted(server.url("/"), output));
        return Cli.run("try", connector.toString(), "--input", input.toString());
    }

    private static MockResponse embedding() {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(
                        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5,0.25]}]}")
                .build();
    }
}
