package io.github.hfconnect.demo.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The key that callers must show as a bearer token; without one everybody may call. */
record ApiKey(@Nullable String value) {

    /** Lets only callers with the key through to the endpoint and answers the others with the refusal. */
    Endpoint protect(Endpoint endpoint, Reply refusal) {
        return call -> admits(call) ? endpoint.answer(call) : refusal;
    }

    private boolean admits(Call call) {
        if (value == null) {
            return true;
        }
        String shown = call.header("authorization");
        return shown != null && MessageDigest.isEqual(bytes("Bearer " + value), bytes(shown));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return value == null ? "no key" : "a key";
    }
}
