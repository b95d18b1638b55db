package io.github.hfconnect.config.keys;

import io.github.hfconnect.chunk.ChunkRules;
import io.github.hfconnect.chunk.Chunker;
import io.github.hfconnect.chunk.Pool;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of texts that are longer than a model's window.
 *
 * @param mode what the pieces' predictions become
 * @param rules how a text is cut
 * @param pool how several predictions become one, or null where the task's shape says it
 */
public record ChunkSettings(ChunkMode mode, ChunkRules rules, @Nullable Pool pool) {

    /** Cuts a document's text. */
    public Chunker chunker() {
        return Chunker.of(rules);
    }
}
