package io.github.hfconnect.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of {@code connectors/chat-moderation.json} and of {@code connectors/document-chunks.json}. */
final class DemoTopics {

    static final String CHAT = "chat";
    static final String MODERATED = "chat.moderated";
    static final String FLAGGED = "chat.flagged";
    static final String DEAD = "chat.dead";
    static final String ARTICLES = "articles";
    static final String PIECES = "articles.chunks";

    private static final short ONE_COPY = 1;

    private DemoTopics() {}

    /** Creates those, with as many partitions. What goes in has several, so that two tasks can share it. */
    static void create(String bootstrapServers, Map<String, Integer> partitions) {
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(config)) {
            List<NewTopic> topics = new ArrayList<>();
            partitions.forEach((name, count) -> topics.add(new NewTopic(name, count, ONE_COPY)));
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new DemoFailedException("The topics cannot be created: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailedException("Interrupted", e);
        }
    }
}
