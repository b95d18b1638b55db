package io.github.hfconnect.http;

import java.util.Base64;

/** Binary data as JSON carries it. */
final class Base64Text {

    private Base64Text() {}

    static byte[] decode(String text, Expected expected) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw expected.butFound("a text that is not base64");
        }
    }
}
