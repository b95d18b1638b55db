package io.github.hfconnect.sink.output;

import io.github.hfconnect.config.Route;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.LabelScore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.sink.SinkRecord;

/** Which topic a record goes to: that of the first route that it and its prediction match, or else the general one. Safe for use by several threads. */
public final class TopicChoice {

    private final String general;
    private final List<Route> routes;

    /** By input topic: there are few, and whoever looks a topic up finds a name sooner whose hash is known. */
    private final Map<String, Destination> generals = new ConcurrentHashMap<>();

    /**
     * A choice among these topics.
     *
     * @param general may hold {@code ${topic}}, the input topic
     * @param routes in order
     */
    public TopicChoice(String general, List<Route> routes) {
        this.general = general;
        this.routes = List.copyOf(routes);
    }

    /** Whether a prediction decides. */
    boolean isRouted() {
        return !routes.isEmpty();
    }

    /** Where a record goes, and how it may be seen there. */
    Destination destination(SinkRecord record, Outcome outcome) {
        for (Route route : routes) {
            if (matches(route, record, outcome)) {
                return new Destination(named(route.topic(), record.topic()), route.redaction());
            }
        }
        return generals.computeIfAbsent(record.topic(), topic -> new Destination(named(general, topic), null));
    }

    private static String named(String template, String topic) {
        return template.replace("${topic}", topic);
    }

    private static boolean matches(Route route, SinkRecord record, Outcome outcome) {
        return route.isFor(record.value())
                && LabelScore.of(outcome.predictedValue(), route.label())
                        .filter(found -> route.admits(found.score()))
                        .isPresent();
    }
}
