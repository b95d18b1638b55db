package io.github.hfconnect.answer;

import com.fasterxml.jackson.core.JsonParser;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What numbers the text in a vector's place holds. It does not say so itself, and read as others they are wrong without anybody seeing
 * it, so what was asked for decides. Perplexity's embeddings come as signed bytes or as bits, never as floats
 * (docs.perplexity.ai/docs/embeddings/best-practices).
 */
public enum VectorText {
    /** Little-endian float32, OpenAI's {@code base64}. */
    FLOATS,

    /** Perplexity's {@code base64_int8}: a signed byte for each number. */
    SIGNED_BYTES,

    /** A form that nobody here can read, or none at all was asked for. */
    UNKNOWN;

    /** As this value of {@code encoding_format} asks for it; null where who asks has no such parameter. */
    public static VectorText asked(@Nullable Object encodingFormat) {
        if (encodingFormat == null) {
            return FLOATS;
        }
        return switch (encodingFormat.toString()) {
            case "base64" -> FLOATS;
            case "base64_int8" -> SIGNED_BYTES;
            default -> UNKNOWN;
        };
    }

    /** The numbers in the text that the parser is at. */
    float[] of(JsonParser parser, Expected expected) throws IOException {
        return switch (this) {
            case FLOATS -> Base64Vector.floats(parser, expected);
            case SIGNED_BYTES -> Base64Vector.signedBytes(parser, expected);
            case UNKNOWN ->
                throw new InferenceException(Failure.of(
                        FailureKind.MISCONFIGURED,
                        "The server answers a text for a vector, which does not say what numbers it holds. Set"
                                + " `parameters.encoding_format` to `float` or `base64` where the server has them, or to"
                                + " `base64_int8`"));
        };
    }
}
