package io.github.hfconnect.config.value;

import io.github.hfconnect.chunk.ArrayOfPieces;
import io.github.hfconnect.chunk.ChunkRules;
import io.github.hfconnect.chunk.Chunker;
import io.github.hfconnect.chunk.Chunking;
import io.github.hfconnect.chunk.Pool;
import io.github.hfconnect.chunk.PooledPieces;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of texts that are longer than a model's window.
 *
 * @param mode what the pieces' predictions become
 * @param rules how a text is cut
 * @param pool how several predictions become one, or null where the task's shape says it
 */
public record ChunkSettings(
        ChunkMode mode, ChunkRules rules, @Nullable Pool pool) {

    /** Cuts texts. */
    public Chunker chunker() {
        return Chunker.of(rules);
    }

    /** As which inputs a record is asked, and what the answers become. */
    public Chunking chunking() {
        Chunker chunker = chunker();
        return switch (mode) {
            case NONE -> Chunking.NONE;
            case ARRAY, RECORDS -> new ArrayOfPieces(chunker);
            case POOL -> new PooledPieces(chunker, pool);
        };
    }
}
