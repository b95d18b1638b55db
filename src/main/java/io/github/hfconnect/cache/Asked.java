package io.github.hfconnect.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked, and for what, apart from a record's own input.
 *
 * @param task its name
 * @param model the model's name, or null
 * @param settings whatever else decides about an answer, by the names of keys
 */
public record Asked(String task, @Nullable String model, Map<String, String> settings) {

    public Asked {
        settings = Map.copyOf(settings);
    }

    /** Whether these are the bytes of a key of an answer of this task and model, with whatever settings. */
    public boolean owns(byte[] key) {
        return AnswerKey.isOf(scope(), key);
    }

    /** A number for task and model alone, by which a reader passes over what others keep in the same topic. */
    long scope() {
        try {
            byte[] name = (task + '\0' + (model == null ? "" : model)).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
