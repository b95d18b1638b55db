package io.github.hfconnect.bench.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.hfconnect.bench.bed.SinkSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways in which embeddings come, each read into a {@code float[]} as a careful client does: in one pass, without a tree. */
public enum VectorWire implements Wire {

    /** {@code /embed} of text-embeddings-inference, numbers of up to nine digits. */
    TEI("tei", "tei", "/embed", "{\"inputs\":", ",\"truncate\":true}"),

    /** {@code /v1/embeddings} with Python's numbers of up to 17 digits. */
    FLOATS("openai", "openai floats", "/v1/embeddings", "{\"input\":", ",\"encoding_format\":\"float\"}"),

    /** {@code /v1/embeddings} with {@code encoding_format=base64}. */
    BASE64("openai", "openai base64", "/v1/embeddings", "{\"input\":", ",\"encoding_format\":\"base64\"}");

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private static final int WIDEST = 4096;

    private final String api;
    private final String title;
    private final String path;
    private final String before;
    private final String after;

    VectorWire(String api, String title, String path, String before, String after) {
        this.api = api;
        this.title = title;
        this.path = path;
        this.before = before;
        this.after = after;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** A sink that asks this way. */
    public SinkSettings settings() {
        SinkSettings settings =
                new SinkSettings().set("task", "feature-extraction").set("endpoint.api", api);
        return this == FLOATS ? settings.set("parameters.encoding_format", "float") : settings;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public byte[] body(Stream<String> texts) {
        return texts.collect(Collectors.joining("\",\"", before + "[\"", "\"]" + after))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read(byte[] answer, int inputs) throws IOException {
        return vectors(answer, inputs).length;
    }

    /** The vectors in an answer, in its order. */
    float[][] vectors(byte[] answer, int inputs) throws IOException {
        float[][] vectors = new float[inputs][];
        float[] buffer = new float[WIDEST];
        int found = 0;
        try (JsonParser parser = JSON.createParser(answer)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric() && parser.getParsingContext().inArray()) {
                    vectors[found++] = numbers(parser, buffer);
                } else if (token == JsonToken.VALUE_STRING && "embedding".equals(parser.currentName())) {
                    vectors[found++] = floats(parser.getBinaryValue());
                }
            }
        }
        return found == inputs ? vectors : Arrays.copyOf(vectors, found);
    }

    private static float[] numbers(JsonParser parser, float[] buffer) throws IOException {
        int length = 0;
        do {
            buffer[length++] = parser.getFloatValue();
        } while (parser.nextToken() != JsonToken.END_ARRAY);
        return Arrays.copyOf(buffer, length);
    }

    private static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
