package io.github.hfconnect.sink;

import io.github.hfconnect.config.Route;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.LabelScore;
import java.util.List;
import java.util.Optional;

/**
 * Which topic a record goes to: that of the first route that its prediction matches, or else the general one.
 *
 * @param general may hold {@code ${topic}}, the input topic
 * @param routes in order
 */
record TopicChoice(String general, List<Route> routes) {

    /** The topic, or empty where the record is to be left out. */
    Optional<String> topic(String inputTopic, Outcome outcome) {
        String template = routes.stream()
                .filter(route -> matches(route, outcome))
                .findFirst()
                .map(Route::topic)
                .orElse(general);
        return Optional.of(template.replace("${topic}", inputTopic)).filter(topic -> !topic.isEmpty());
    }

    private static boolean matches(Route route, Outcome outcome) {
        return LabelScore.of(outcome.predictedValue(), route.label())
                .filter(found -> route.admits(found.score()))
                .isPresent();
    }
}
