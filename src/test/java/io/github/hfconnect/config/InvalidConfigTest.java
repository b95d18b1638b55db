package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.hfconnect.inference.Shape;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said with the key, the value and what to do. */
class InvalidConfigTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "task              | text-clasification | text-classification",
                "model             | http://host/x      | endpoint.urls",
                "model             | ' '                | serves one model only",
                "provider          | Together AI        | hf-inference",
                "response.schema   | {\"type\":\"string\"} | object with `properties`",
                "custom.request    | {\"a\":{{a..b}}} | position 2",
                "custom.request    | {\"a\":1}        | {{inputs}}",
                "custom.request    | {\"a\":{{inputs}} | no JSON",
                "custom.response   | data.text        | JSON Pointer",
                "endpoint.api      | tig                | tgi",
                "endpoint.strategy | random             | failover, round-robin, least-loaded",
                "endpoint.cooldown.ms | -1              | at least 0",
                "connect.timeout.ms | 0                 | at least 1",
                "request.timeout.ms | soon              | Not a number",
                "max.response.bytes | 5000000000        | Not a number",
                "input.field       | a..b               | position 2",
                "input.field       | `a.b               | back-tick",
                "input.template    | no braces          | {{text}}",
                "input.max.chars   | -1                 | at least 0",
                "on.empty.input    | ignore             | skip, fail",
                "output.field      | .a                 | position 0",
                "output.metadata.field | a.             | position 2",
                "output.pooling    | max                | none, mean",
                "retry.max.attempts | 0                 | at least 1",
                "retry.backoff.ms  | -5                 | at least 0",
                "chunk.mode        | rows               | none, array, pool",
                "chunk.max.chars   | 10                 | at least 32",
                "chunk.overlap     | -1                 | at least 0",
                "chunk.boundaries  | line               | paragraph, sentence, word",
                "chunk.format      | html               | text, markdown",
                "chunk.max.count   | 0                  | at least 1",
                "chunk.pool        | median             | mean, max",
                "on.failure        | ignore             | report, annotate, dead-letter, drop",
            })
    void eachInvalidValueIsNamedWithItsRemedy(String key, String value, String remedy) {
        assertThatThrownBy(() -> new InferenceConfig(Props.transform(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value)
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "'http://user:secret@host', headers.Authorization",
        "'http://good,ftp://host?key=secret', number 2",
        "'host:8080/secret', http://",
    })
    void aBadUrlIsToldByItsPlaceBecauseUrlsMayHoldSecrets(String urls, String hint) {
        assertThatThrownBy(() -> new InferenceConfig(Props.transform("endpoint.urls", urls)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("endpoint.urls")
                .hasMessageContaining(hint)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    /** The Hub knows models by one form of name; own endpoints by any, such as a path or a fine-tune's. */
    @ParameterizedTest
    @ValueSource(strings = {"a/b/c", "/models/tiny", "@cf/org/tiny", "ft:tiny:org::id", "org/tiny@main"})
    void modelBehindTheRouterHasTheFormOfAHubId(String model) {
        assertThatThrownBy(() -> new InferenceConfig(Props.router("model", model)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("org/name");
        assertThat(new InferenceConfig(Props.transform("model", model))
                        .callSpec()
                        .model())
                .isEqualTo(model);
    }

    @Test
    void neitherModelNorEndpointIsAnError() {
        assertInconsistent(Map.of("task", "text-classification", "token", "x"), "model", "endpoint.urls");
    }

    @Test
    void theRouterNeedsAToken() {
        assertInconsistent(Props.without(Props.router(), "token"), "token", "https://huggingface.co/settings/tokens");
        assertInconsistent(Props.router("token", " "), "token", "empty");
    }

    @Test
    void anOwnAuthorizationHeaderStandsInForTheToken() {
        new InferenceConfig(Props.without(Props.router("headers.authorization", "Bearer x"), "token"));
    }

    @Test
    void tokenAndAuthorizationHeaderExcludeEachOther() {
        assertInconsistent(Props.router("headers.Authorization", "Bearer secret"), "token", "headers.Authorization");
    }

    @Test
    void aHeaderThatCannotBeSentIsNamedWithoutItsValue() {
        assertInconsistent(Props.transform("headers.X-Key", "two\nlines secret"), "headers.X-Key", "line break");
        assertInconsistent(Props.transform("headers.X Key", "secret"), "headers.X Key", "no header");
        assertInconsistent(Props.transform("token", "hf_\u00e4secret"), "token", "header");
    }

    @Test
    void fieldAndTemplateExcludeEachOther() {
        assertInconsistent(
                Props.transform("input.field", "a", "input.template", "{{a}}"), "input.template", "input.field");
    }

    @Test
    void theBackoffHasItsMaximum() {
        assertInconsistent(
                Props.transform("retry.backoff.ms", "500", "retry.backoff.max.ms", "100"),
                "retry.backoff.ms",
                "500 is above 100");
    }

    @Test
    void deadLettersOfATransformNeedAPlace() {
        assertInconsistent(Props.transform("on.failure", "dead-letter"), "dead.letter.topic", "on.failure=dead-letter");
        assertInconsistent(
                Props.transform("on.failure", "dead-letter", "dead.letter.topic", "dead"),
                "dead.letter.bootstrap.servers",
                "on.failure=dead-letter");
    }

    @Test
    void teiNeedsAnEndpoint() {
        assertInconsistent(Props.router("endpoint.api", "tei"), "endpoint.api", "endpoint.urls");
    }

    @ParameterizedTest
    @CsvSource({"prediction", "prediction.call", "prediction_error", "prediction_error.x"})
    void metadataMustNotStandInThePrediction(String path) {
        assertInconsistent(Props.transform("output.metadata.field", path), "output.metadata.field", "beside");
    }

    @Test
    void metadataMustNotStandAroundThePrediction() {
        assertInconsistent(
                Props.transform("output.field", "ai.mood", "output.metadata.field", "ai"),
                "output.metadata.field",
                "'ai.mood'");
    }

    @Test
    void aParameterPathIsParsed() {
        assertInconsistent(Props.transform("parameters.top_k", "{{a..b}}"), "parameters.top_k", "'a..b'");
    }

    @Test
    void aParameterThatTheTaskNeedsIsMissing() {
        assertInconsistent(
                Props.transform("task", "zero-shot-classification"), "parameters.candidate_labels", "cannot be done");
        new InferenceConfig(Props.transform(
                "task", "zero-shot-classification", "parameters.candidate_labels", "[\"spam\",\"ham\"]"));
        new InferenceConfig(
                Props.transform("task", "zero-shot-classification", "parameters.candidate_labels", "{{labels}}"));
    }

    @Test
    void aSystemPromptBelongsToChats() {
        assertInconsistent(Props.transform("prompt.system", "Be brief"), "prompt.system", "chat-completion");
    }

    @Test
    void aSchemaBelongsToChatsAndIsTheirOnlyFormat() {
        String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";

        assertInconsistent(Props.transform("response.schema", schema), "response.schema", "chat-completion");
        assertInconsistent(
                Props.transform("task", "token-classification", "model.labels", "a,b"),
                "model.labels",
                "only text-classification");
        assertInconsistent(
                Props.transform(
                        "task", "chat-completion",
                        "response.schema", schema,
                        "parameters.response_format", "{}"),
                "parameters.response_format",
                "response.schema");
        assertThat(new InferenceConfig(Props.transform("task", "chat-completion", "response.schema", schema))
                        .task()
                        .shape())
                .isEqualTo(Shape.fields(Shape.optional("a", Shape.Scalar.STRING)));
    }

    @Test
    void aDescribedServerNeedsItsDescriptionAndNothingElse() {
        assertInconsistent(Props.transform("endpoint.api", "custom"), "custom.request", "{{inputs}}");
        assertInconsistent(
                Props.router("endpoint.api", "custom", "custom.request", "[{{inputs}}]"), "endpoint.urls", "custom");
        assertInconsistent(Props.transform("custom.request", "[{{inputs}}]"), "custom.request", "endpoint.api=custom");
        assertInconsistent(
                Props.transform("endpoint.api", "custom", "custom.request", "[\"{{inputs}}\"]", "custom.batch", "true"),
                "custom.batch",
                "outside of quotes");
        assertInconsistent(
                Props.transform("endpoint.api", "custom", "custom.request", "[{{inputs}}]", "parameters.top_k", "3"),
                "parameters.top_k",
                "custom.request");
        new InferenceConfig(Props.transform(
                "task", "zero-shot-classification", "endpoint.api", "custom", "custom.request", "[{{inputs}}]"));
    }

    @Test
    void otherProvidersServeChatsAndAFewTasks() {
        assertInconsistent(Props.router("provider", "together"), "provider", "hf-inference");
        assertInconsistent(
                Props.router("task", "feature-extraction", "provider", "groq"), "provider", "deepinfra, scaleway");
        new InferenceConfig(Props.router("task", "feature-extraction", "provider", "together"));
        new InferenceConfig(Props.router("task", "chat-completion", "provider", "together"));
        new InferenceConfig(Props.router("task", "chat-completion", "model", "org/name:fastest"));
        assertInconsistent(Props.router("task", "chat-completion", "provider", "fal-ai"), "provider", "fireworks-ai");
        assertInconsistent(
                Props.router("task", "chat-completion", "model", "org/name:togther"), "model", "takes together,");
    }

    @Test
    void everyFaultBetweenKeysIsToldAtOnce() {
        Throwable error = catchThrowable(() -> new InferenceConfig(
                Map.of("task", "text-classification", "input.field", "a", "input.template", "{{a}}")));

        assertThat(error).hasMessageContainingAll("model:", "token:", "input.template:");
    }

    private static void assertInconsistent(Map<String, String> props, String key, String hint) {
        assertThatThrownBy(() -> new InferenceConfig(props))
                .isInstanceOfSatisfying(
                        InconsistentConfigException.class,
                        e -> assertThat(e.errors()).anySatisfy(error -> {
                            assertThat(error.key()).isEqualTo(key);
                            assertThat(error.message()).contains(hint).doesNotContain("secret");
                        }));
    }
}
