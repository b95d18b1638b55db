package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.config.keys.DeadLetterTarget;
import io.github.hfconnect.config.value.OnFailure;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.resilience.Backoff;
import io.github.hfconnect.resilience.EndpointStrategy;
import io.github.hfconnect.resilience.RetryPolicy;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class InferenceConfigTest {

    @Test
    void aTaskAndAnEndpointAreEnough() {
        InferenceConfig config = new InferenceConfig(Props.transform());

        assertThat(config.task().name()).isEqualTo("text-classification");
        assertThat(config.model()).isNull();
        assertThat(config.endpoints().all()).extracting(Endpoint::alias).containsExactly("127.0.0.1:8080");
        assertThat(config.endpoints().api()).isEqualTo("auto");
        assertThat(config.endpoints().strategy()).isEqualTo(EndpointStrategy.FAILOVER);
        assertThat(config.endpoints().cooldown()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.endpoints().retries())
                .isEqualTo(new RetryPolicy(
                        5, new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30)), Duration.ofMinutes(10)));
        assertThat(config.batchLimits()).isEqualTo(BatchLimits.ONE);
        assertThat(config.maxInFlightRequests()).isEqualTo(1);
        assertThat(config.onFailure()).isEqualTo(OnFailure.REPORT);
        assertThat(config.records().predictionField()).isEqualTo(FieldPath.parse("prediction"));
        assertThat(config.callSpec().router()).isFalse();
    }

    @Test
    void withoutEndpointsTheRouterIsCalled() {
        InferenceConfig config = new InferenceConfig(Props.router());

        assertThat(config.endpoints().all()).containsExactly(Endpoint.ROUTER);
        assertThat(config.callSpec().router()).isTrue();
        assertThat(config.callSpec().model()).isEqualTo("org/name");
        assertThat(config.callSpec().provider()).isNull();
    }

    @Test
    void severalEndpointsKeepTheirOrder() {
        InferenceConfig config = new InferenceConfig(
                Props.transform("endpoint.urls", "http://one:8080, https://two", "endpoint.strategy", "round-robin"));

        assertThat(config.endpoints().all()).extracting(Endpoint::alias).containsExactly("one:8080", "two");
        assertThat(config.endpoints().strategy()).isEqualTo(EndpointStrategy.ROUND_ROBIN);
    }

    @Test
    void parametersAreJsonWhereTheyCanBeRead() {
        InferenceConfig config = new InferenceConfig(Props.transform(
                "parameters.top_k", "3",
                "parameters.candidate_labels", "[\"spam\",\"ham\"]",
                "parameters.function_to_apply", "sigmoid",
                "parameters.truncate", "true",
                "parameters.text", "3 apples",
                "parameters.template", "{{a}} or {{b}}",
                "parameters.label", "{{ meta.label }}"));

        assertThat(config.callSpec().parameters())
                .isEqualTo(Map.of(
                        "top_k",
                        3,
                        "candidate_labels",
                        List.of("spam", "ham"),
                        "function_to_apply",
                        "sigmoid",
                        "truncate",
                        true,
                        "text",
                        "3 apples",
                        "template",
                        "{{a}} or {{b}}"));
        assertThat(config.records().inputReader().parameters())
                .isEqualTo(Map.of("label", FieldPath.parse("meta.label")));
    }

    @Test
    void inputsAreReadFromAFieldATemplateOrTheWholeValue() {
        Map<String, Object> record = Map.of("a", Map.of("b", "text"));

        assertThat(new InferenceConfig(Props.transform("input.field", "a.b"))
                        .records()
                        .inputReader()
                        .read(record))
                .isEqualTo(new Reading.Ask(Input.of("text")));
        assertThat(new InferenceConfig(Props.transform("input.template", "say {{a.b}}"))
                        .records()
                        .inputReader()
                        .read(record))
                .isEqualTo(new Reading.Ask(Input.of("say text")));
        assertThat(new InferenceConfig(Props.transform("input.max.chars", "2"))
                        .records()
                        .inputReader()
                        .read("whole"))
                .isEqualTo(new Reading.Ask(Input.of("wh")));
    }

    @Test
    void aDescribedServerGetsFieldsOfTheRecord() {
        InferenceConfig config = new InferenceConfig(Props.transform(
                "endpoint.api", "custom",
                "custom.request", "{\"text\":{{inputs}},\"user\":\"{{ `user.name` }}/{{user.id}}\"}",
                "custom.response", "/label",
                "input.field", "text"));

        assertThat(config.callSpec().custom()).isNotNull();
        assertThat(config.records()
                        .inputReader()
                        .read(Map.of("text", "hi", "user", Map.of("id", 7), "user.name", "Jo")))
                .isEqualTo(new Reading.Ask(
                        new Input(Map.of(Input.MAIN, "hi"), Map.of("`user.name`", "Jo", "user.id", 7))));
    }

    @Test
    void outputFieldsFollowTheConfiguration() {
        InferenceConfig config = new InferenceConfig(Props.transform(
                "output.field", "ai.mood", "output.metadata.field", "ai.call", "on.failure", "annotate"));

        assertThat(config.records().outputFields())
                .extracting(OutputField::path)
                .extracting(FieldPath::toString)
                .containsExactly("ai.mood", "ai.call", "ai.mood_error");
    }

    @Test
    void secretsStayOutOfTexts() {
        InferenceConfig config = new InferenceConfig(Props.router("headers.X-Api-Key", "key_secret"));

        assertThat(config.endpoints().http().token()).isEqualTo("hf_secret");
        assertThat(config.endpoints().http().headers()).isEqualTo(Map.of("X-Api-Key", "key_secret"));
        assertThat(config.values() + " " + config.values().values()).doesNotContain("secret");
    }

    @Test
    void unknownKeysOfConnectItselfAreLeftAlone() {
        assertThat(new InferenceConfig(Props.transform("type", "x", "predicate", "y", "negate", "true"))
                        .task()
                        .name())
                .isEqualTo("text-classification");
    }

    @Test
    void poolingReachesTheTask() {
        InferenceConfig config =
                new InferenceConfig(Props.transform("task", "feature-extraction", "output.pooling", "mean"));

        assertThat(config.task().toString()).contains("MEAN");
    }

    @Test
    void aMissingTaskIsNamed() {
        assertThatThrownBy(() -> new InferenceConfig(Map.of("model", "org/name")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"task\"");
    }

    @Test
    void equalInputsShareAnAnswerUnlessTheTaskMakesSomethingNew() {
        assertThat(new SinkConfig(Props.sink()).records().cache().isOn()).isTrue();
        assertThat(new SinkConfig(Props.sink("cache.max.entries", "0"))
                        .records()
                        .cache()
                        .isOn())
                .isFalse();
        assertThat(new SinkConfig(Props.sink("task", "chat-completion"))
                        .records()
                        .cache()
                        .isOn())
                .isFalse();
        assertThat(new SinkConfig(Props.sink("task", "chat-completion", "cache.max.entries", "10"))
                        .records()
                        .cache()
                        .isOn())
                .isTrue();
    }

    @Test
    void concurrencyIsFixedWhereItIsNotToFollowTheEndpoint() {
        assertThat(new SinkConfig(Props.sink()).concurrency()).isEqualTo(new ConcurrencyRange(1, 16));
        assertThat(new SinkConfig(Props.sink("adaptive.concurrency", "false", "max.in.flight.requests", "3"))
                        .concurrency())
                .isEqualTo(ConcurrencyRange.fixed(3));
    }

    @Test
    void deadLettersKeepTheirPasswordsToThemselves() {
        InferenceConfig config = new InferenceConfig(Props.transform(
                "on.failure", "dead-letter",
                "dead.letter.topic", "dead",
                "dead.letter.bootstrap.servers", "b:9092",
                "dead.letter.producer.ssl.key.password", "never shown"));

        DeadLetterTarget target = config.deadLetterTarget().orElseThrow();

        assertThat(target.producer())
                .containsEntry("bootstrap.servers", "b:9092")
                .containsEntry("ssl.key.password", "never shown");
        assertThat(target.toString()).contains("dead").doesNotContain("never shown");
    }
}
