package io.github.hfconnect.e2e.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.demo.cluster.Checkout;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The committed Grafana board.
 *
 * @param panels that show something: rows are left out
 */
record Board(List<JsonNode> panels) {

    /** One query of a panel, with what Grafana puts in place of its variables. */
    record Query(String panel, String expression) {
        @Override
        public String toString() {
            return panel + ": " + expression;
        }
    }

    static Board committed() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(Checkout.locate()
                        .root()
                        .resolve("config/grafana/dashboards/hfconnect.json")
                        .toFile());
        return new Board(children(json.path("panels"))
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList());
    }

    Stream<Query> queries() {
        return panels.stream()
                .flatMap(panel -> children(panel.path("targets"))
                        .map(target -> new Query(
                                panel.path("title").asText(),
                                filled(target.path("expr").asText(), "2m"))));
    }

    /**
     * An expression with what Grafana puts in place of its variables.
     *
     * @param window of rates, such as {@code 2m}
     */
    static String filled(String expression, String window) {
        return expression.replace("$connector", ".+").replace("$__rate_interval", window);
    }

    private static Stream<JsonNode> children(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
