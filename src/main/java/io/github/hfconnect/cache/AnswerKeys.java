package io.github.hfconnect.cache;

import io.github.hfconnect.inference.Input;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of answers that others may see: who knows a key and guesses a text cannot tell whether it is that text's without the salt.
 * Safe for use by several threads.
 */
public final class AnswerKeys {

    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec salt;
    private final Asked asked;
    private final long scope;

    /**
     * Keys under one salt.
     *
     * @param salt random bytes, at least one
     */
    public AnswerKeys(byte[] salt, Asked asked) {
        this.salt = new SecretKeySpec(salt, MAC);
        this.asked = asked;
        this.scope = asked.scope();
    }

    /** The key of an input's answer. */
    public AnswerKey of(Input input) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(salt);
            write(input, new DataOutputStream(into(mac)));
            return AnswerKey.of(scope, mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + MAC, e);
        } catch (IOException e) {
            throw new UncheckedIOException("A digest takes all bytes", e);
        }
    }

    private void write(Input input, DataOutputStream out) throws IOException {
        CanonicalBytes bytes = new CanonicalBytes(out);
        bytes.write(asked.task());
        bytes.write(asked.model());
        bytes.write(asked.settings());
        bytes.write(input.slots());
        bytes.write(input.parameters());
    }

    private static OutputStream into(Mac mac) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                mac.update((byte) b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                mac.update(bytes, offset, length);
            }
        };
    }
}
