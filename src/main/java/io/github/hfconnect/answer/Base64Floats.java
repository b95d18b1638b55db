package io.github.hfconnect.answer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** A vector as the Base64 text of little-endian float32, which is a third as long as its numbers in JSON. */
final class Base64Floats {

    private Base64Floats() {}

    static float[] of(String base64, Expected expected) {
        byte[] bytes = bytes(base64, expected);
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

    private static byte[] bytes(String base64, Expected expected) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw expected.butFound("a text that is not Base64");
        }
    }
}
