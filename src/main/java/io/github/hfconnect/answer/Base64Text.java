package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Binary data as JSON carries it. */
public final class Base64Text {

    private Base64Text() {}

    /**
     * What is to become bytes in a prediction.
     *
     * @param what stands there, for the message
     */
    public static ByteBuffer content(JsonNode node, String what, Expected expected) {
        return ByteBuffer.wrap(decode(expected.text(node, what), expected)).asReadOnlyBuffer();
    }

    static byte[] decode(String text, Expected expected) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw expected.butFound("a text that is not base64");
        }
    }
}
