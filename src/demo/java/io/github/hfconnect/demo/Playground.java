package io.github.hfconnect.demo;

import java.util.List;

/** What to try while everything goes on running. */
final class Playground {

    private Playground() {}

    static List<String> lines(DemoCluster cluster) {
        String connector = cluster.rest().base() + "/connectors/" + DemoCluster.CONNECTOR;
        String broker = " --bootstrap-server " + cluster.bootstrapServers();
        return List.of(
                "",
                "All is running; Ctrl-C ends it and removes its files. From the top of the checkout, in another terminal:",
                "",
                "  the connector     curl -s " + connector + "/status",
                "  its settings      curl -s " + connector + "/config",
                "  change one        curl -s " + connector + "/config | sed 's/\"0.8\"/\"0.5\"/' \\",
                "                      | curl -s -X PUT -H 'Content-Type: application/json' -d @- " + connector
                        + "/config",
                "  say something     echo '{\"id\": 1000, \"room\": \"lobby\", \"user\": \"me\", \"message\": \"well played\"}' \\",
                "                      | bin/kafka console-producer" + broker + " --topic " + DemoTopics.CHAT,
                "  see what comes    bin/kafka console-consumer" + broker + " --from-beginning --include '"
                        + DemoTopics.CHAT + "[.].*'",
                "  input lag         bin/kafka consumer-groups" + broker + " --describe --group connect-"
                        + DemoCluster.CONNECTOR,
                "  ask the model     curl -s " + cluster.modelUrl()
                        + "/tei/toxicity/predict -H 'Content-Type: application/json' \\",
                "                      -d '{\"inputs\": \"you are an idiot\"}'",
                "");
    }
}
