package io.github.hfconnect.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model server that nobody here wrote, with a real model: the package {@code inference-server}, which speaks as OpenAI
 * does, with Hugging Face's own transformers.js and the sentence model that the demo serves.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherServerIT {

    private static final NodeProgram PROGRAM = NodeProgram.named("server");

    private static final int WIDTH = 384;

    private static final String BERT = """
            {"model_type": "bert", "architectures": ["BertModel"], "vocab_size": 30522, "hidden_size": 384,
             "num_hidden_layers": 6, "num_attention_heads": 12, "intermediate_size": 1536}
            """;

    private static final String TOKENIZER = """
            {"tokenizer_class": "BertTokenizer", "do_lower_case": true, "model_max_length": 512}
            """;

    private @Nullable Process server;

    private String url = "";

    @BeforeAll
    void start() throws IOException, InterruptedException {
        assumeTrue(PROGRAM.install(), "Node.js or the server is missing");
        Path output = PROGRAM.work().resolve("port.txt");
        server = PROGRAM.start(output, "node", "serve.mjs", model().toString());
        while (Files.readString(output).isBlank()) {
            assertThat(server.isAlive()).as("see " + output + ".err").isTrue();
            Thread.sleep(100);
        }
        url = "http://127.0.0.1:" + Files.readString(output).strip() + "/openai/v1";
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.destroyForcibly();
        }
    }

    /** The demo's model, in the folders in which transformers.js looks for it. */
    private static Path model() throws IOException {
        Path folder = PROGRAM.work().resolve("model");
        Files.createDirectories(folder.resolve("onnx"));
        copy("/all-minilm-l6-v2-q.onnx", folder.resolve("onnx").resolve("model_quantized.onnx"));
        copy("/all-minilm-l6-v2-q-tokenizer.json", folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("config.json"), BERT);
        Files.writeString(folder.resolve("tokenizer_config.json"), TOKENIZER);
        return folder;
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream in = Objects.requireNonNull(OtherServerIT.class.getResourceAsStream(resource))) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private EndpointClient client(String api) {
        InferenceConfig config = new InferenceConfig(
                Map.of("task", "feature-extraction", "model", "minilm", "endpoint.urls", url, "endpoint.api", api));
        return EndpointClient.open(
                Endpoint.parse(url), api, config.callSpec(), config.endpoints().http());
    }

    /** This server answers the model's vectors for each token, one behind the other; here is their sum. */
    private static float[] vector(EndpointClient client, String text) throws InterruptedException {
        float[] tokens = (float[]) client.infer(List.of(Input.of(text))).get(0).value();
        assertThat(tokens.length % WIDTH).isZero();
        float[] sum = new float[WIDTH];
        for (int i = 0; i < tokens.length; i++) {
            sum[i % WIDTH] += tokens[i];
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "auto"})
    void textsOfOneMeaningHaveVectorsOfOneDirection(String api) throws InterruptedException {
        try (EndpointClient client = client(api)) {
            float[] cat = vector(client, "A cat sleeps on the sofa");
            float[] kitten = vector(client, "The kitten naps on a couch");
            float[] broker = vector(client, "The broker has lost its leader");

            assertThat(cosine(cat, kitten)).isGreaterThan(0.5);
            assertThat(cosine(cat, broker)).isLessThan(0.2);
        }
    }

    /** What it says to a list, where the plugin would fill a batch: {@code batch.max.records=1} is for such servers. */
    @Test
    void thisServerTakesNoLists() {
        try (EndpointClient client = client("openai")) {
            Failure failure = catchThrowableOfType(
                            InferenceException.class, () -> client.infer(List.of(Input.of("a"), Input.of("b"))))
                    .failure();

            assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
            assertThat(failure.message()).contains("Internal server error");
        }
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            squares += one[i] * one[i];
            otherSquares += other[i] * other[i];
        }
        return product / Math.sqrt(squares * otherSquares);
    }
}
