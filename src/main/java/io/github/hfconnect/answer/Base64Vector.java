package io.github.hfconnect.answer;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A vector as Base64 text, which is a third as long as its numbers in JSON or shorter. */
final class Base64Vector {

    private static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

    private Base64Vector() {}

    /** Little-endian float32, in the text that the parser is at. */
    static float[] floats(JsonParser parser, Expected expected) throws IOException {
        byte[] bytes = bytes(parser, expected);
        if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
            throw expected.butFound(bytes.length + " bytes in place of floats");
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        for (float component : vector) {
            if (!Float.isFinite(component)) {
                throw expected.butFound("a component that is no number");
            }
        }
        return vector;
    }

    /** A signed byte for each number, in the text that the parser is at. */
    static float[] signedBytes(JsonParser parser, Expected expected) throws IOException {
        byte[] bytes = bytes(parser, expected);
        if (bytes.length == 0) {
            throw expected.butFound("an empty text");
        }
        float[] vector = new float[bytes.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = bytes[i];
        }
        return vector;
    }

    /** Decoded as it is read: as a text it would be in memory several times. */
    private static byte[] bytes(JsonParser parser, Expected expected) throws IOException {
        try {
            return parser.getBinaryValue(BASE64);
        } catch (JsonEOFException e) {
            throw e;
        } catch (JsonParseException e) {
            throw expected.butFound("a text that is not Base64");
        }
    }
}
