package io.github.hfconnect.sink.output;

import io.github.hfconnect.config.Route;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.LabelScore;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Which topic a record goes to: that of the first route that it and its prediction match, or else the general one.
 *
 * @param general may hold {@code ${topic}}, the input topic
 * @param routes in order
 */
public record TopicChoice(String general, List<Route> routes) {

    /** Where a record goes, and how it may be seen there. */
    Destination destination(SinkRecord record, Outcome outcome) {
        for (Route route : routes) {
            if (matches(route, record, outcome)) {
                return new Destination(topic(route.topic(), record), route.redaction());
            }
        }
        return new Destination(topic(general, record), null);
    }

    private static String topic(String template, SinkRecord record) {
        return template.replace("${topic}", record.topic());
    }

    private static boolean matches(Route route, SinkRecord record, Outcome outcome) {
        return route.isFor(record.value())
                && LabelScore.of(outcome.predictedValue(), route.label())
                        .filter(found -> route.admits(found.score()))
                        .isPresent();
    }
}
