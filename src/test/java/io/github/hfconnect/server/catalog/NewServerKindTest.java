package io.github.hfconnect.server.catalog;

import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static io.github.hfconnect.server.ServerKind.format;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.Fixtures;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.server.openai.OpenAiBody;
import io.github.hfconnect.server.openai.OpenAiChat;
import io.github.hfconnect.task.Texts;
import io.github.hfconnect.task.chat.ChatCompletion;
import io.github.hfconnect.task.chat.StructuredChat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What it takes to add a server kind: one class like {@link OllamaKind}, its line in {@link ServerKinds}, and tests. It
 * shares bodies and readers with others where it speaks like them, and brings its own where it does not.
 */
class NewServerKindTest {

    /** Ollama's own interface, which answers vectors without wrapping each, and takes a schema as it is. */
    private static final class OllamaKind {

        static final ServerKind KIND = new ServerKind(
                "ollama",
                "Ollama's own interface",
                false,
                Map.ofEntries(
                        format("feature-extraction", Embed::new),
                        format(ChatCompletion.NAME, spec -> new OpenAiChat(spec, OllamaKind::responseFormat))));

        private static Map<String, Object> responseFormat(AnswerSchema schema) {
            return Map.of("type", "schema", "schema", schema.json());
        }

        private record Embed(CallSpec spec) implements ServerApi {

            @Override
            public boolean takesLists() {
                return true;
            }

            @Override
            public ApiRequest encode(List<Input> inputs) {
                return ApiRequest.postJson("api/embed", OpenAiBody.of(Map.of("input", Texts.of(inputs)), spec, inputs));
            }

            @Override
            public List<Object> decode(Answer answer, List<Input> inputs) {
                JsonNode vectors = new Expected("embeddings").in(answer).path("embeddings");
                return spec.read(Answer.of(vectors), inputs);
            }
        }
    }

    @Test
    void asksAndReadsInItsOwnWay() throws Exception {
        ServerApi api = OllamaKind.KIND.api(Fixtures.ownEndpoint("feature-extraction"));

        ApiRequest request = api.encode(texts("a", "b"));
        List<Object> values = api.decode(ok("{\"embeddings\": [[1.0, 2.0], [3.0, 4.0]]}"), texts("a", "b"));

        assertThat(request.path()).isEqualTo("api/embed");
        assertThat(body(request).path("input")).hasSize(2);
        assertThat(values).containsExactly(new float[] {1, 2}, new float[] {3, 4});
    }

    @Test
    void sharesAFormatAndChangesWhatIsDifferent() throws Exception {
        AnswerSchema schema =
                AnswerSchema.parse("{\"type\": \"object\", \"properties\": {\"mood\": {\"type\": \"string\"}}}");
        CallSpec spec = new CallSpec(new StructuredChat(schema), "llama", null, Map.of(), false);

        JsonNode body = body(OllamaKind.KIND.api(spec).encode(texts("hi")));

        assertThat(body.at("/response_format/type").asText()).isEqualTo("schema");
        assertThat(body.at("/response_format/schema")).isEqualTo(schema.json());
    }
}
