package io.github.hfconnect.messages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code docs/troubleshooting.md}: every sentence of the plugin that asks somebody to act, by where it is met. */
final class TroubleshootingDocs {

    private static final String HEAD = """
            # Troubleshooting, by message

            Every sentence of the plugin that asks somebody to act, by where it is met; … stands for what differs: a name, a number, a server's words. Search
            this page for a few words of what you see. The sentence itself says what to change: keys stand as you write them in the connector, with
            `transforms.<alias>.` before them for a transform.

            *This page is generated from the source: `mvn test -Dtest=TroubleshootingDocsTest -Ddocs.write=true`.*

            | what you see | where to look |
            |---|---|
            | the connector is refused (400), or a field of a form is red | the key that the message stands at; `hfconnect validate CONNECTOR.json` says the same |
            | a task is FAILED | `GET /connectors/NAME/status`: the first line of `trace`; then restart the task |
            | nothing comes out, and nothing fails | the worker's log for "No endpoint answers"; `outage`, `oldest-unfinished-ms` in JMX |
            | records in the dead letter topic | the header `__connect.errors.exception.message`; `hfconnect replay --dry-run` lists them by kind |
            | more than that | `PUT /admin/loggers/io.github.hfconnect` with `{"level": "DEBUG"}`: a line for each attempt |
            """;

    /** Where the sentences of a room are met; the rooms that are not named here speak of calls and records. */
    private static final Map<String, String> PLACES = places();

    private static final String OF_CALLS =
            "When a call or a record fails: in the log, the status of a task, a dead letter's headers";

    /** Patterns of what others say, what keys are for, and what a programmer would have to do. */
    private static final Set<String> NO_SENTENCES = Set.of(
            "ErrorWords",
            "RequestPhrases",
            "ErrorFields",
            "KeyHints",
            "ConfigDocs",
            "GenAi",
            "AttributeBean",
            "JmxMetrics",
            "EndpointPool",
            "Backoff",
            "ConcurrencyRange");

    private TroubleshootingDocs() {}

    private static Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("config", "When a connector or a transform is configured");
        places.put("config.keys", "When a connector or a transform is configured");
        places.put("config.value", "When a connector or a transform is configured");
        places.put("kafka", "When a task starts or writes: the output cluster");
        places.put("sink", "When a task starts or writes: the output cluster");
        places.put("sink.output", "When a task starts or writes: the output cluster");
        places.put("sink.exactlyonce", "When a task starts or writes: the output cluster");
        places.put("transform", "When a transform writes a dead letter");
        places.put("probe", "When an endpoint is probed (`validate.endpoint`, `hfconnect validate`)");
        places.put("cli", "At the command line");
        return places;
    }

    static String markdown() throws IOException {
        Set<Message> messages = new LinkedHashSet<>();
        MessageScanner.scan(Path.of("src", "main", "java"), messages);
        Map<String, List<Message>> byPlace = messages.stream()
                .filter(Message::asksToAct)
                .filter(message ->
                        !NO_SENTENCES.contains(message.by()) && !message.by().endsWith("Keys"))
                .sorted(Comparator.comparing(Message::by))
                .collect(Collectors.groupingBy(message -> PLACES.getOrDefault(message.room(), OF_CALLS)));
        List<String> order = new ArrayList<>(new LinkedHashSet<>(PLACES.values()));
        order.add(2, OF_CALLS);
        StringBuilder page = new StringBuilder(HEAD);
        for (String place : order) {
            if (byPlace.containsKey(place)) {
                page.append("\n## ").append(place).append("\n\n| message | said by |\n|---|---|\n");
                rows(byPlace.get(place))
                        .forEach((text, classes) -> page.append("| ")
                                .append(text.replace("|", "\\|").replace("\n", " "))
                                .append(" | ")
                                .append(classes)
                                .append(" |\n"));
            }
        }
        return page.toString();
    }

    /** What several classes say stands there once. */
    private static Map<String, String> rows(List<Message> messages) {
        return messages.stream()
                .collect(Collectors.groupingBy(
                        Message::text, TreeMap::new, Collectors.mapping(Message::by, Collectors.joining(", "))));
    }
}
