package io.github.hfconnect.demo;

import java.util.List;
import java.util.stream.Stream;

/** What to try while everything goes on running. */
final class Playground {

    private Playground() {}

    /** For {@code connectors/chat-moderation.json}. */
    static List<String> ofChat(DemoCluster cluster) {
        String connector = connector(cluster);
        String broker = broker(cluster);
        return with(
                cluster,
                "  change one        curl -s " + connector + "/config | sed 's/\"0.8\"/\"0.5\"/' \\",
                "                      | curl -s -X PUT -H 'Content-Type: application/json' -d @- " + connector
                        + "/config",
                "  say something     echo '{\"id\": 1000, \"room\": \"lobby\", \"user\": \"me\", \"message\": \"well played\"}' \\",
                "                      | bin/kafka console-producer" + broker + " --topic " + DemoTopics.CHAT,
                "  see what comes    bin/kafka console-consumer" + broker + " --from-beginning --include '"
                        + DemoTopics.CHAT + "[.].*'",
                "  input lag         bin/kafka consumer-groups" + broker + " --describe --group connect-"
                        + cluster.connector(),
                "  ask the model     curl -s " + cluster.modelUrl()
                        + "/tei/toxicity/predict -H 'Content-Type: application/json' \\",
                "                      -d '{\"inputs\": \"you are an idiot\"}'",
                "");
    }
    /** For {@code connectors/document-chunks.json}. */
    static List<String> ofSearch(DemoCluster cluster) {
        return with(
                cluster,
                "  see the pieces    bin/kafka console-consumer" + broker(cluster)
                        + " --from-beginning --property print.key=true --topic " + DemoTopics.PIECES,
                "  add a document    echo 'tea.txt|{\"title\": \"Tea\", \"body\": \"It takes three minutes.\"}' \\",
                "                      | bin/kafka console-producer" + broker(cluster) + " --topic "
                        + DemoTopics.ARTICLES + " --property parse.key=true --property key.separator='|'",
                "");
    }

    private static List<String> with(DemoCluster cluster, String... more) {
        return Stream.concat(
                        Stream.of(
                                "",
                                "All is running; Ctrl-C ends it and removes its files. From the top of the checkout, in"
                                        + " another terminal:",
                                "",
                                "  the connector     curl -s " + connector(cluster) + "/status",
                                "  its settings      curl -s " + connector(cluster) + "/config"),
                        Stream.of(more))
                .toList();
    }

    private static String connector(DemoCluster cluster) {
        return cluster.rest().base() + "/connectors/" + cluster.connector();
    }

    private static String broker(DemoCluster cluster) {
        return " --bootstrap-server " + cluster.bootstrapServers();
    }
}
