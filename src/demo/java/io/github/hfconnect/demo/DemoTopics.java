package io.github.hfconnect.demo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of {@code connectors/chat-moderation.json}. */
final class DemoTopics {

    static final String CHAT = "chat";
    static final String MODERATED = "chat.moderated";
    static final String FLAGGED = "chat.flagged";
    static final String DEAD = "chat.dead";

    private static final short ONE_COPY = 1;

    private DemoTopics() {}

    /** Creates them. The chat has partitions, so that two tasks can share it; order counts within a partition. */
    static void create(String bootstrapServers) {
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(List.of(topic(CHAT, 4), topic(MODERATED, 4), topic(FLAGGED, 1), topic(DEAD, 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new DemoFailedException("The topics cannot be created: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailedException("Interrupted", e);
        }
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, ONE_COPY);
    }
}
