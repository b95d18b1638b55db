package io.github.hfconnect.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.demo.cluster.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * A ready connector that is shown.
 *
 * @param name of the connector, and of its file in {@code connectors/}
 * @param topics that have to be there, with their numbers of partitions
 * @param changes settings that the demo has otherwise than the file
 */
record DemoConnector(String name, Map<String, Integer> topics, Map<String, String> changes) {

    static final DemoConnector CHAT = new DemoConnector(
            "chat-moderation",
            Map.of(DemoTopics.CHAT, 4, DemoTopics.MODERATED, 4, DemoTopics.FLAGGED, 1, DemoTopics.DEAD, 1),
            Map.of());

    /** Short pieces, so that short documents have some; the real MiniLM in place of any server at TEI's usual port. */
    static final DemoConnector SEARCH = new DemoConnector(
            "document-chunks",
            Map.of(DemoTopics.ARTICLES, 2, DemoTopics.PIECES, 2),
            Map.of(
                    "endpoint.urls", "http://127.0.0.1:8085/tei/minilm",
                    "chunk.max.chars", "400",
                    "chunk.format", "markdown"));

    /** How many tasks it has: {@code tasks.max} of both files. */
    static final int TASKS = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is posted to the worker: the file with the changes, and with the addresses of a cluster. */
    String json(String bootstrapServers, String modelUrl) throws IOException {
        JsonNode connector = JSON.readTree(Files.readString(Checkout.locate().connector(name + ".json")));
        changes.forEach(((ObjectNode) connector.path("config"))::put);
        return connector
                .toString()
                .replace("http://127.0.0.1:8085", modelUrl)
                .replace("127.0.0.1:9092", bootstrapServers);
    }
}
