package io.github.hfconnect.bench.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** What is answered at each route. */
final class Models {

    private static final String BASE64 = "\"encoding_format\":\"base64\"";

    /** Parameters stand behind the texts, at the end of a body. */
    private static final int LONGEST_END = 100;

    private final AnswerForm labels = new Labels();
    private final Map<VectorNotation, VectorTable> tables = new EnumMap<>(VectorNotation.class);
    private int width;

    /** Answers vectors of this width from now on. */
    void width(int newWidth) {
        if (newWidth != width) {
            tables.clear();
            width = newWidth;
        }
    }

    /**
     * The form of the answer to a request.
     *
     * @throws IllegalArgumentException where there is no such route
     */
    AnswerForm form(HttpMessage request) {
        return switch (request.path()) {
            case "/predict" -> labels;
            case "/embed" -> new TeiVectors(table(VectorNotation.FLOATS));
            case "/v1/embeddings" ->
                new OpenAiVectors(table(wantsBase64(request.body()) ? VectorNotation.BASE64 : VectorNotation.DOUBLES));
            default -> throw new IllegalArgumentException("no such route");
        };
    }

    private VectorTable table(VectorNotation notation) {
        if (width == 0) {
            throw new IllegalArgumentException("no vectors");
        }
        return tables.computeIfAbsent(notation, missing -> new VectorTable(width, missing));
    }

    private static boolean wantsBase64(byte[] body) {
        int from = Math.max(0, body.length - LONGEST_END);
        return new String(body, from, body.length - from, StandardCharsets.ISO_8859_1).contains(BASE64);
    }
}
