package io.github.hfconnect.e2e.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One line of a chart.
 *
 * @param labels by name
 * @param points in order of time; such as are no number are left out
 */
record Series(Map<String, String> labels, List<Point> points) {

    /**
     * A value.
     *
     * @param seconds since the epoch
     */
    record Point(double seconds, double value) {}

    /** From Prometheus' answer to a query over a range. */
    static Series of(JsonNode json) {
        Map<String, String> labels = json.path("metric").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
        List<Point> points = StreamSupport.stream(json.path("values").spliterator(), false)
                .map(point -> new Point(point.path(0).asDouble(), number(point.path(1))))
                .filter(point -> Double.isFinite(point.value()))
                .toList();
        return new Series(labels, points);
    }

    /** A value in the spelling of Prometheus, which is not that of Java where it is infinite. */
    static double number(JsonNode value) {
        return Double.parseDouble(value.asText().replace("Inf", "Infinity"));
    }

    /** Its name, as a panel's legend spells it. */
    String name(String legend) {
        String name = legend;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            name = name.replace("{{" + label.getKey() + "}}", label.getValue());
        }
        return name;
    }

    double last() {
        return points.get(points.size() - 1).value();
    }

    static double highest(Stream<Series> all) {
        return all.flatMap(series -> series.points().stream())
                .mapToDouble(Point::value)
                .max()
                .orElse(0);
    }
}
