package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.SinkConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HuggingFaceSinkConnectorTest {

    private static final Map<String, String> PROPS = Map.of(
            "name", "moderation",
            "topics", "chat",
            "task", "text-classification",
            "endpoint.urls", "http://127.0.0.1:9",
            "output.bootstrap.servers", "127.0.0.1:9");

    @Test
    void everyTaskKnowsItsNumberAndElseWhatTheConnectorKnows() {
        HuggingFaceSinkConnector connector = new HuggingFaceSinkConnector();
        connector.start(PROPS);

        List<Map<String, String>> tasks = connector.taskConfigs(2);

        assertThat(tasks).allSatisfy(task -> assertThat(task).containsAllEntriesOf(PROPS));
        assertThat(tasks).extracting(task -> new SinkConfig(task).taskIndex()).containsExactly("0", "1");
        assertThat(new SinkConfig(tasks.get(1)).connectorName()).isEqualTo("moderation");
        assertThat(tasks).allMatch(task -> new SinkConfig(task).limits().tasks() == 2);
    }
}
