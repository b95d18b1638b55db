package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.chunk.Boundary;
import io.github.hfconnect.chunk.ChunkFormat;
import io.github.hfconnect.chunk.ChunkRules;
import io.github.hfconnect.chunk.Pool;
import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.ChunkMode;
import io.github.hfconnect.config.value.ChunkSettings;
import io.github.hfconnect.config.value.Parsed;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.jspecify.annotations.Nullable;

/** How long texts are cut, and what the predictions of their pieces become. */
public final class ChunkKeys {

    public static final String MODE = "chunk.mode";
    public static final String MAX_CHARS = "chunk.max.chars";
    public static final String MAX_TOKENS = "chunk.max.tokens";
    public static final String OVERLAP = "chunk.overlap";
    public static final String BOUNDARIES = "chunk.boundaries";
    public static final String FORMAT = "chunk.format";
    public static final String MAX_COUNT = "chunk.max.count";
    public static final String POOL = "chunk.pool";

    static final Choice<ChunkMode> MODES = new Choice<>(ChunkMode.class);
    static final Choice<ChunkFormat> FORMATS = new Choice<>(ChunkFormat.class);
    static final Choice<Pool> POOLS = new Choice<>(Pool.class);

    private static final Choice<Boundary> BOUNDARY = new Choice<>(Boundary.class);

    /** Of the languages of which a token covers most, English above all. */
    private static final int CHARS_OF_A_TOKEN = 4;

    /** Room for a few words, so that no text becomes pieces of one letter. */
    private static final int LEAST_CHARS = 32;

    private static final int MOST_CHARS = 10_000_000;

    private ChunkKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Documents")
                .key(
                        MODE,
                        STRING,
                        Choice.spelling(ChunkMode.NONE),
                        MODES,
                        MEDIUM,
                        "What becomes of a text that is longer than chunk.max.chars. none: it is asked about as a whole."
                                + " array: it is cut, and the prediction is a list of its pieces with start, end, text"
                                + " and prediction each. pool: it is cut, and the predictions of its pieces become one."
                                + " records (sink only): each record is a document, and each of its pieces becomes a record of"
                                + " its own; what a document had and has no more is taken away.")
                .key(
                        MAX_CHARS,
                        INT,
                        1500,
                        between(LEAST_CHARS, MOST_CHARS),
                        MEDIUM,
                        "Most Unicode code points of a piece, its overlap included. A text that fits is one piece.")
                .key(
                        MAX_TOKENS,
                        INT,
                        0,
                        atLeast(0),
                        MEDIUM,
                        "Most tokens of a piece, its overlap and the model's special tokens included, at least 32; in place of"
                                + " chunk.max.chars. The server counts them: text-embeddings-inference, vLLM or llama.cpp, at"
                                + " endpoint.urls. 0: pieces are measured in characters.")
                .key(
                        OVERLAP,
                        INT,
                        0,
                        atLeast(0),
                        LOW,
                        "Most code points of the piece before that a piece begins with, from a boundary on; less than half"
                                + " of chunk.max.chars, or of four times chunk.max.tokens.")
                .key(
                        BOUNDARIES,
                        LIST,
                        "paragraph,sentence,word",
                        ValidList.in(BOUNDARY.spellings().toArray(String[]::new)),
                        LOW,
                        "Where a text is cut, the best that is near enough: after a blank line, after a sentence or a line,"
                                + " after a word. Elsewhere, and where this is empty, it is cut between two characters as"
                                + " people see them.")
                .key(
                        FORMAT,
                        STRING,
                        Choice.spelling(ChunkFormat.TEXT),
                        FORMATS,
                        LOW,
                        "markdown: headings stay with what they head, code blocks and tables stay whole where they fit.")
                .key(
                        MAX_COUNT,
                        INT,
                        1000,
                        atLeast(1),
                        LOW,
                        "Most pieces of a record; one that would have more is a failed record.")
                .key(
                        POOL,
                        STRING,
                        null,
                        new Parsed("mean, max", ChunkKeys::requirePool),
                        LOW,
                        "How chunk.mode=pool makes one prediction of several. mean: vectors, or the scores of each label,"
                                + " weighted by the pieces' lengths; vectors have the length 1 afterwards. max: the"
                                + " highest score of each label, so that one piece is enough. Left out: mean for vectors,"
                                + " max for labels.");
    }

    /** The settings, as far as each key is valid by itself. */
    public static ChunkSettings settings(AbstractConfig values) {
        return new ChunkSettings(mode(values), rules(values), values.getInt(MAX_TOKENS), pool(values));
    }

    public static ChunkMode mode(AbstractConfig values) {
        return MODES.parse(values.getString(MODE));
    }

    public static @Nullable Pool pool(AbstractConfig values) {
        String pool = values.getString(POOL);
        return pool == null ? null : POOLS.parse(pool);
    }

    private static ChunkRules rules(AbstractConfig values) {
        int tokens = values.getInt(MAX_TOKENS);
        return new ChunkRules(
                tokens == 0 ? values.getInt(MAX_CHARS) : (int) Math.min(MOST_CHARS, (long) CHARS_OF_A_TOKEN * tokens),
                values.getInt(OVERLAP),
                values.getList(BOUNDARIES).stream().map(BOUNDARY::parse).toList(),
                FORMATS.parse(values.getString(FORMAT)),
                values.getInt(MAX_COUNT));
    }

    private static void requirePool(@Nullable String pool) {
        if (pool != null && !POOLS.spellings().contains(pool)) {
            throw new IllegalArgumentException("It must be one of " + POOLS);
        }
    }
}
