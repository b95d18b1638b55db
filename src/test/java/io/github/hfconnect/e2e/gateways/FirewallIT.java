package io.github.hfconnect.e2e.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.model.ModelServer;
import io.github.hfconnect.demo.model.ServerOptions;
import io.github.hfconnect.e2e.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real firewall before the model: it answers 403 to single harmless lines whose words it takes for an attack. These are the
 * dead letters, and nobody else is; but whom it does not let in at all has to change something.
 */
@Timeout(300)
@EnabledIf(
        value = "io.github.hfconnect.e2e.gateways.Firewall#isInstalled",
        disabledReason = "nginx with ModSecurity and its core rules is not installed")
class FirewallIT {

    /** Sentences that the core rules happen to refuse, by what they mention. */
    private static final List<String> REFUSED = List.of(
            "In the lesson we wrote UNION ALL SELECT 1, 2 FROM dual",
            "Where is /etc/hosts?",
            "I love javascript: it is fun",
            "How long does select sleep(5) take?");

    private static ModelServer server;
    private static Firewall firewall;
    private static Passage passage;

    @BeforeAll
    static void start() throws IOException {
        server = ModelServer.start(ServerOptions.loopback());
        firewall = Firewall.before(server.url());
        passage = new Passage();
    }

    @AfterAll
    static void stop() {
        passage.close();
        firewall.close();
        server.close();
    }

    /** The very first record of both partitions is among the refused ones, in batches and one by one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void whatItRefusesIsDeadAndAllOthersAreEnriched(int batch) {
        Set<Integer> refused = Set.of(0, 1, 17, 18, 40, 77, 99);
        List<String> texts = texts(100, refused);
        String topic = "refused-" + batch;

        passage.start(topic, texts, model(firewall.url()), "batch.max.records", String.valueOf(batch));

        LocalModel model = new LocalModel(model(server.url()) + "/predict");
        passage.assertDead(topic, texts, refused, model::classifiesAs);
        assertThat(passage.letters(topic)).allSatisfy(letter -> {
            assertThat(Topics.header(letter, "__connect.errors.exception.class.name"))
                    .endsWith("RecordFailedException$Rejected");
            assertThat(Topics.header(letter, "__connect.errors.exception.message"))
                    .contains("REJECTED: 403 Forbidden. It is this input that is refused", "[status 403]")
                    .doesNotContain("token");
        });
    }

    @Test
    void wholeCallThatIsTooLargeForItIsMadeInSmallerOnes() {
        String long4k = "a long and harmless line ".repeat(160);
        List<String> texts = IntStream.range(0, 120).mapToObj(id -> long4k + id).toList();

        passage.start("too-large", texts, model(firewall.url()), "batch.max.records", "60");

        passage.assertDead("too-large", texts, Set.of(), (text, prediction) -> prediction.has("label"));
    }

    @Test
    void whomItDoesNotLetInFailsTheTask() {
        List<String> texts = texts(40, new TreeSet<>());

        passage.start("unwelcome", texts, model(firewall.url()), "headers.X-Client", "unwelcome");

        assertThat(passage.assertFailedUntouched("unwelcome")).contains("MISCONFIGURED", "403 Forbidden", "`token`");
    }

    private static String model(String base) {
        return base + "/tei/toxicity";
    }

    private static List<String> texts(int count, Set<Integer> refused) {
        List<String> texts = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            texts.add((refused.contains(id) ? REFUSED.get(id % REFUSED.size()) : "good game") + " " + id);
        }
        return texts.stream().collect(Collectors.toUnmodifiableList());
    }
}
