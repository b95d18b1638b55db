package io.github.hfconnect.chunk;

import java.util.List;

/** Counts tokens as the model does. */
@FunctionalInterface
public interface TokenCounter {

    /** For texts that are measured in characters. */
    TokenCounter NONE = texts -> {
        throw new IllegalStateException("Nobody counts tokens");
    };

    /**
     * How many tokens each of these texts has, those included that are put around every text.
     *
     * @throws io.github.hfconnect.inference.InferenceException where nobody can say it now, or at all
     */
    List<Integer> count(List<String> texts);
}
