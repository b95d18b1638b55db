package io.github.hfconnect.sink.output;

import io.github.hfconnect.config.Route;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.LabelScore;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaAndValue;

/**
 * Which topic a record goes to: that of the first route that its prediction matches, or else the general one.
 *
 * @param general may hold {@code ${topic}}, the input topic
 * @param routes in order
 */
public record TopicChoice(String general, List<Route> routes) {

    /** The topic, or empty where the record is to be left out. */
    Optional<String> topic(String inputTopic, Outcome outcome) {
        String topic = template(outcome).replace("${topic}", inputTopic);
        return topic.isEmpty() ? Optional.empty() : Optional.of(topic);
    }

    /** The record as it may be seen in that topic. */
    SchemaAndValue redacted(SchemaAndValue enriched, Outcome outcome) {
        return route(outcome)
                .map(Route::redaction)
                .map(redaction -> redaction.of(enriched))
                .orElse(enriched);
    }

    private String template(Outcome outcome) {
        return route(outcome).map(Route::topic).orElse(general);
    }

    private Optional<Route> route(Outcome outcome) {
        for (Route route : routes) {
            if (matches(route, outcome)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    private static boolean matches(Route route, Outcome outcome) {
        return LabelScore.of(outcome.predictedValue(), route.label())
                .filter(found -> route.admits(found.score()))
                .isPresent();
    }
}
