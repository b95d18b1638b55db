package io.github.hfconnect.e2e.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.model.ModelServer;
import io.github.hfconnect.demo.model.ServerOptions;
import io.github.hfconnect.e2e.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real gateway before the model, which it speaks to as to Mistral's: OpenAI's form at another address. */
@Timeout(300)
@EnabledIf(
        value = "io.github.hfconnect.e2e.gateways.Gateway#install",
        disabledReason = "Node.js or the gateway is missing")
class GatewayIT {

    private static final String GUARDED = """
            {"provider": "mistral-ai", "api_key": "none", "custom_host": "%s", "before_request_hooks": [
              {"type": "guardrail", "id": "words", "deny": true, "checks": [
                {"id": "default.regexMatch", "parameters": {"rule": "marmalade", "not": true}}]}]}
            """;

    private static ModelServer server;
    private static Gateway gateway;
    private static Passage passage;

    @BeforeAll
    static void start() throws IOException {
        server = ModelServer.start(ServerOptions.loopback());
        gateway = Gateway.start();
        passage = new Passage();
    }

    @AfterAll
    static void stop() {
        passage.close();
        gateway.close();
        server.close();
    }

    @Test
    void vectorsComeThroughIt() {
        List<String> texts = texts(80, Set.of());

        start("through", texts, "headers.x-portkey-provider", "mistral-ai", "headers.x-portkey-custom-host", host());

        passage.assertDead("through", texts, Set.of(), model()::embedsAs);
    }

    /** The first record of both partitions is among the refused ones. */
    @Test
    void whatItsGuardrailRefusesIsDeadAndAllOthersAreEnriched() {
        Set<Integer> refused = Set.of(0, 1, 30, 31, 55);
        List<String> texts = texts(80, refused);

        start(
                "guarded",
                texts,
                "headers.x-portkey-config",
                GUARDED.formatted(host()).replace("\n", ""));

        passage.assertDead("guarded", texts, refused, model()::embedsAs);
        assertThat(passage.letters("guarded"))
                .allSatisfy(letter -> assertThat(Topics.header(letter, "__connect.errors.exception.message"))
                        .contains("REJECTED", "guardrail", "[status 446]"));
    }

    static Stream<Arguments> wrongHeadersFailTheTask() {
        return Stream.of(
                Arguments.of("no-provider", new String[] {}, "x-portkey-provider header is required", "headers.*"),
                Arguments.of(
                        "unknown-provider",
                        new String[] {"headers.x-portkey-provider", "nobody"},
                        "Invalid provider passed",
                        "headers.*"),
                Arguments.of(
                        "unable-provider",
                        new String[] {"headers.x-portkey-provider", "deepinfra"},
                        "embed is not supported by deepinfra",
                        "`endpoint.urls` of one that can"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongHeadersFailTheTask(String topic, String[] headers, String words, String advice) {
        start(topic, texts(40, Set.of()), headers);

        assertThat(passage.assertFailedUntouched(topic)).contains("MISCONFIGURED", words, advice);
    }

    private void start(String topic, List<String> texts, String... headers) {
        String[] settings = {
            "task", "feature-extraction", "endpoint.api", "openai", "model", "minilm", "batch.max.records", "16",
        };
        passage.start(
                topic,
                texts,
                gateway.url(),
                Stream.concat(Stream.of(settings), Stream.of(headers)).toArray(String[]::new));
    }

    private String host() {
        return server.url() + "/tei/minilm/v1";
    }

    private LocalModel model() {
        return new LocalModel(server.url() + "/tei/minilm/embed");
    }

    private static List<String> texts(int count, Set<Integer> refused) {
        return IntStream.range(0, count)
                .mapToObj(id -> (refused.contains(id) ? "marmalade" : "bread") + " number " + id)
                .toList();
    }
}
