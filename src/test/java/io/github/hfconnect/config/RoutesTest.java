package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    @Test
    void routesKeepTheirOrder() {
        SinkConfig config = new SinkConfig(Props.sink(
                "routes", "flagged, dropped",
                "routes.flagged.label", "toxic",
                "routes.flagged.min.score", "0.8",
                "routes.flagged.topic", "${topic}.flagged",
                "routes.dropped.label", "spam",
                "routes.dropped.max.score", "0.1",
                "routes.dropped.topic", ""));

        assertThat(config.routes())
                .containsExactly(
                        new Route("flagged", null, "toxic", 0.8, 1, "${topic}.flagged", null),
                        new Route("dropped", null, "spam", 0, 0.1, "", null));
    }

    @Test
    void aRouteMayBeForSomeRecordsOnly() {
        SinkConfig config = new SinkConfig(Props.sink(
                "routes", "german",
                "routes.german.when.field", "meta.lang",
                "routes.german.when.values", "de, de-AT",
                "routes.german.label", "toxic",
                "routes.german.topic", "out"));

        Route german = config.routes().get(0);
        assertThat(german.isFor(Map.of("meta", Map.of("lang", "de-AT")))).isTrue();
        assertThat(german.isFor(Map.of("meta", Map.of("lang", "en")))).isFalse();
        assertThat(german.isFor(Map.of("meta", Map.of()))).isFalse();
        assertThat(german.isFor("de")).isFalse();
        assertThat(german.isFor(null)).isFalse();
    }

    @Test
    void bothLimitsOfAScoreMatch() {
        Route route = new Route("r", null, "toxic", 0.2, 0.8, "t", null);

        assertThat(route.admits(0.2)).isTrue();
        assertThat(route.admits(0.8)).isTrue();
        assertThat(route.admits(0.19)).isFalse();
        assertThat(route.admits(0.81)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "routes.r.label     |          | routes.r.label: It must name a label",
                "routes.r.min.score | high     | routes.r.min.score: It must be a number such as 0.8, but is 'high'",
                "routes.r.min.score | 2        | routes.r.min.score: It must not be above routes.r.max.score",
                "routes.r.topic     | a b      | routes.r.topic: 'a b': A topic name",
                "routes.r.topic     | chat     | routes.r.topic: 'chat' is also an input topic",
                "routes.r.redact.way | hash    | routes.r.redact.way: It needs routes.r.redact.field",
                "routes.r.redact.field | a..b  | routes.r.redact.field: 'a..b'",
                "routes.r.when.field | lang   | routes.r.when.values: The route r needs both",
                "routes.r.when.values | de    | routes.r.when.field: The route r needs both",
                "routes.r.lable     | x        | routes.r.lable: No route has such a setting",
                "routes.q.label     | x        | routes.q.label: No route has such a setting: routes names [r]",
                "routes             | r,r      | routes: Each name may appear once",
                "task               | feature-extraction | routes: Routes go by labels and scores",
            })
    void faultsAreToldOnTheirKeys(String key, String value, String message) {
        Map<String, String> props = Props.sink("routes", "r", "routes.r.label", "toxic", "routes.r.topic", "out");
        props.put(key, value == null ? "" : value);

        assertThatThrownBy(() -> new SinkConfig(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void labelAndTopicAreRequired() {
        assertThatThrownBy(() -> new SinkConfig(Props.sink("routes", "r")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("routes.r.label: The route r needs it")
                .hasMessageContaining("routes.r.topic: The route r needs it; an empty value");
    }
}
