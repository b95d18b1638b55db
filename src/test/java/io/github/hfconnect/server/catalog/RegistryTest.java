package io.github.hfconnect.server.catalog;

import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.router;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.huggingface.HuggingFaceFeatureExtraction;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.catalog.Tasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

    private record UnservedTask(String name, Shape shape) implements Task {
        @Override
        public List<Object> read(Answer answer, List<Input> inputs) {
            return List.of();
        }
    }

    private static final Task UNSERVED = new UnservedTask("reinforcement-learning", Shape.Scalar.STRING);

    @ParameterizedTest
    @ValueSource(strings = {"text-classification", "feature-extraction"})
    void everyTaskIsFoundByItsName(String name) {
        assertThat(Tasks.named(name).name()).isEqualTo(name);
        assertThat(Tasks.names()).contains(name);
    }

    @Test
    void anUnknownTaskIsAnsweredWithTheNearestSpellingFirst() {
        assertThatThrownBy(() -> Tasks.named("text-clasification"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no task `text-clasification`; known are text-classification, ");
        assertThatThrownBy(() -> Tasks.named("features-extraction"))
                .hasMessageContaining("known are feature-extraction, ");
    }

    @Test
    void anUnknownServerKindIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> ServerKinds.named("tie"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no server kind `tie`; known are tei, ");
    }

    @Test
    void aKindThatDoesNotServeTheTaskNamesTheKindsThatDo() {
        assertThatThrownBy(() -> ServerKinds.api("tgi", ownEndpoint("feature-extraction")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`endpoint.api=tgi` does not serve the task feature-extraction; it is served by"
                        + " huggingface, tei, vllm, sglang, openai, together");
    }

    @Test
    void theRouterIsSpokenToInItsOwnWayOnly() {
        assertThatThrownBy(() -> ServerKinds.configured("tei", router("feature-extraction", "org/model")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint.urls");
        assertThat(ServerKinds.configured(ServerKinds.AUTO, router("feature-extraction", "org/model")))
                .get()
                .isInstanceOf(HuggingFaceFeatureExtraction.class);
    }

    @Test
    void theKindOfAnOwnEndpointIsToBeFoundOut() {
        assertThat(ServerKinds.configured(ServerKinds.AUTO, ownEndpoint("feature-extraction")))
                .isEmpty();
    }

    @Test
    void aTaskThatTheRouterDoesNotServeIsRefused() {
        assertThatThrownBy(() ->
                        ServerKinds.configured(ServerKinds.AUTO, new CallSpec(UNSERVED, "org/m", null, Map.of(), true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reinforcement-learning");
    }
}
