package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Configurations that cannot work, as people write them: validation tells each fault once, at its key, with what to do, and no
 * task is started.
 */
class WrongConfigurationsTest {

    private static final Map<String, String> RIGHT = Map.of(
            "name", "wrong",
            "connector.class", "io.github.hfconnect.HuggingFaceSinkConnector",
            "topics", "chat",
            "task", "text-classification",
            "endpoint.urls", "http://127.0.0.1:8080",
            "output.bootstrap.servers", "127.0.0.1:9092");

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/wrong-configurations.csv",
            delimiter = '|',
            quoteCharacter = '~',
            maxCharsPerColumn = 500)
    void isRefusedOnceAtItsKey(String changes, String key, String remedy) {
        Map<String, String> props = changed(changes);

        Map<String, List<String>> errors = errors(props);

        assertThat(errors).as("keys with errors").containsOnlyKeys(key);
        assertThat(errors.get(key))
                .hasSize(1)
                .first()
                .asString()
                .contains(key, remedy)
                .doesNotContain("secret");
        assertThatThrownBy(() -> new HuggingFaceSinkConnector().start(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(key, remedy);
    }

    /** {@code a=1; b=2; -c} sets two keys and removes one. */
    private static Map<String, String> changed(String changes) {
        Map<String, String> props = new HashMap<>(RIGHT);
        for (String change : changes.split(";;")) {
            String[] keyAndValue = change.strip().split("=", 2);
            if (keyAndValue.length == 1) {
                props.remove(keyAndValue[0].substring(1));
            } else {
                props.put(keyAndValue[0], keyAndValue[1]);
            }
        }
        return props;
    }

    private static Map<String, List<String>> errors(Map<String, String> props) {
        return new HuggingFaceSinkConnector()
                .validate(props).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
