package io.github.hfconnect.config.value;

import io.github.hfconnect.chunk.ArrayOfPieces;
import io.github.hfconnect.chunk.ChunkRules;
import io.github.hfconnect.chunk.Chunker;
import io.github.hfconnect.chunk.Chunking;
import io.github.hfconnect.chunk.Pool;
import io.github.hfconnect.chunk.PooledPieces;
import io.github.hfconnect.chunk.TokenCounter;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of texts that are longer than a model's window.
 *
 * @param mode what the pieces' predictions become
 * @param rules how a text is cut
 * @param maxTokens of a piece, or 0 where pieces are measured in characters
 * @param pool how several predictions become one, or null where the task's shape says it
 */
public record ChunkSettings(
        ChunkMode mode,
        ChunkRules rules,
        int maxTokens,
        @Nullable Pool pool) {

    /** Whether somebody has to count tokens. */
    public boolean countsTokens() {
        return mode != ChunkMode.NONE && maxTokens > 0;
    }

    /**
     * Cuts texts.
     *
     * @param tokens is asked where pieces are measured in tokens
     */
    public Chunker chunker(TokenCounter tokens) {
        return countsTokens() ? Chunker.ofTokens(rules, maxTokens, tokens) : Chunker.of(rules);
    }

    /**
     * As which inputs a record is asked, and what the answers become.
     *
     * @param tokens is asked where pieces are measured in tokens
     */
    public Chunking chunking(TokenCounter tokens) {
        Chunker chunker = chunker(tokens);
        return switch (mode) {
            case NONE -> Chunking.NONE;
            case ARRAY, RECORDS -> new ArrayOfPieces(chunker);
            case POOL -> new PooledPieces(chunker, pool);
        };
    }
}
