package io.github.hfconnect.answer;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A vector as the Base64 text of little-endian float32, which is a third as long as its numbers in JSON. */
final class Base64Floats {

    private static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

    private Base64Floats() {}

    /** The text that the parser is at. */
    static float[] of(JsonParser parser, Expected expected) throws IOException {
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
