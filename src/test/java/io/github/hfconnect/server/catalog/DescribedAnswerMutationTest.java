package io.github.hfconnect.server.catalog;

import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.samples.Exchange;
import io.github.hfconnect.samples.Samples;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.CustomApi;
import io.github.hfconnect.server.CustomFormat;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.ShapeAssert;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.catalog.Tasks;
import io.github.hfconnect.task.chat.StructuredChat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The same promise as for the known servers' answers, for what users describe and for what the Hub tells. */
class DescribedAnswerMutationTest {

    private static final int MUTATIONS = 2_000;

    private static final String SCHEMA = """
            {"type": "object",
             "properties": {
               "n": {"type": ["integer", "null"], "multipleOf": 2},
               "t": {"type": "array", "items": {"type": "string"}},
               "o": {},
               "c": {"$ref": "#"}},
             "required": ["n", "t"]}
            """;

    private static final String SAID = "{\"n\":4,\"t\":[\"a\"],\"o\":{\"b\":1},\"c\":{\"n\":2,\"t\":[]}}";

    private final AnswerMutations mutations = new AnswerMutations(20261125);

    private final Map<FailureKind, Integer> failures = new TreeMap<>();

    private int good;

    /** Anything but a failure goes through. */
    private void counted(Runnable reading) {
        try {
            reading.run();
            good++;
        } catch (InferenceException e) {
            failures.merge(e.failure().kind(), 1, Integer::sum);
        }
    }

    private byte[] mutated(String answer) {
        return mutations.mutated(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answer(byte[] body) {
        return new Answer(body, "application/json");
    }

    @Test
    void aStructuredAnswerFollowsItsSchemaOrFails() {
        Task task = new StructuredChat(AnswerSchema.parse(SCHEMA));
        for (int i = 0; i < MUTATIONS; i++) {
            String said = new String(mutated(SAID), StandardCharsets.UTF_8);
            String whole = "{\"choices\":[{\"message\":{\"content\":" + JsonNodeFactory.instance.textNode(said)
                    + "},\"finish_reason\":\"stop\"}]}";
            for (byte[] body : List.of(whole.getBytes(StandardCharsets.UTF_8), mutated(whole))) {
                counted(() -> ShapeAssert.assertConforms(
                        task.read(answer(body), texts("a")).get(0), task.shape()));
            }
        }

        assertThat(failures.keySet()).isEqualTo(Set.of(FailureKind.REJECTED, FailureKind.MALFORMED));
        assertThat(good).isGreaterThan(MUTATIONS / 20);
    }

    @Test
    void theResultOfADescribedServerIsReadOrFails() {
        List<Exchange> exchanges = Samples.all();
        for (int i = 0; i < MUTATIONS; i++) {
            Exchange exchange = exchanges.get(i % exchanges.size());
            List<Input> inputs = exchange.inputs();
            ServerApi api = custom(exchange.task(), inputs.size() > 1);
            byte[] body = mutations.mutated(exchange.answerBody());
            counted(() -> assertThat(api.decode(answer(body), inputs))
                    .hasSameSizeAs(inputs)
                    .allSatisfy(value ->
                            ShapeAssert.assertConforms(value, exchange.task().shape())));
        }

        assertThat(failures.keySet()).contains(FailureKind.MALFORMED);
        assertThat(good).isGreaterThan(MUTATIONS / 20);
    }

    private static ServerApi custom(Task task, boolean batch) {
        CustomFormat format = CustomFormat.of("[{{inputs}}]", "", batch);
        return new CustomApi(new CallSpec(task, null, null, Map.of(), null, false, format));
    }

    @Test
    void aProviderMappingIsReadOrFails() {
        CallSpec spec = new CallSpec(Tasks.named("feature-extraction"), "org/m", "together", Map.of(), true);
        List<String> answers = List.of(
                "{\"inferenceProviderMapping\":{\"together\":{\"status\":\"live\",\"providerId\":\"x\",\"task\":"
                        + "\"feature-extraction\"}}}",
                "{\"inferenceProviderMapping\":[{\"provider\":\"together\",\"providerId\":\"x\",\"status\":\"live\","
                        + "\"task\":\"feature-extraction\"}]}");
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] body = mutated(answers.get(i % answers.size()));
            counted(() -> assertThat(ProviderMapping.of(answer(body), spec).provider())
                    .isEqualTo("together"));
        }

        assertThat(failures.keySet()).contains(FailureKind.MALFORMED, FailureKind.MISCONFIGURED);
        assertThat(good).isGreaterThan(MUTATIONS / 20);
    }
}
