package io.github.hfconnect.wiring;

import io.github.hfconnect.chunk.TokenCounter;
import io.github.hfconnect.http.ServerTokens;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Revisions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What servers say of their model beside its answers.
 *
 * @param counter of tokens, or null where pieces are not measured in them
 * @param revisions of the model that answer now
 */
public record ServerFacts(@Nullable ServerTokens counter, Revisions revisions) implements AutoCloseable {

    /** Nothing is asked but answers. */
    public static final ServerFacts NONE = new ServerFacts(null, Revisions.UNTOLD);

    /** Says how many tokens texts have, where pieces are measured in tokens. Waits for a server. */
    TokenCounter tokens() {
        return counter == null ? TokenCounter.NONE : texts -> count(counter, texts);
    }

    private static List<Integer> count(ServerTokens counter, List<String> texts) {
        try {
            return counter.count(texts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InferenceException(
                    Failure.of(FailureKind.UNAVAILABLE, "Interrupted while tokens were counted"), e);
        }
    }

    @Override
    public void close() {
        if (counter != null) {
            counter.close();
        }
    }
}
