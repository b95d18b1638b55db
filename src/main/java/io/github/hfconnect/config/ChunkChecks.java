package io.github.hfconnect.config;

import io.github.hfconnect.chunk.Pool;
import io.github.hfconnect.chunk.PooledPieces;
import io.github.hfconnect.config.keys.ChunkKeys;
import io.github.hfconnect.config.keys.EndpointKeys;
import io.github.hfconnect.config.keys.RouteKeys;
import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.ChunkMode;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;

/** What is wrong with how texts are cut, and with what their pieces are to become. */
final class ChunkChecks {

    /** Kinds of servers that may say how many tokens a text has; those that are found out belong to them. */
    private static final Set<String> TOKENIZERS = Set.of("auto", "tei", "vllm", "openai");

    /** Room for the special ones and any character. */
    private static final int LEAST_TOKENS = 32;

    private final AbstractConfig values;
    private final Task task;
    private final List<KeyError> errors = new ArrayList<>();

    private ChunkChecks(AbstractConfig values, Task task) {
        this.values = values;
        this.task = task;
    }

    static List<KeyError> errors(AbstractConfig values, Task task) {
        ChunkChecks checks = new ChunkChecks(values, task);
        checks.checkOverlap();
        checks.checkTokens();
        ChunkMode mode = ChunkKeys.mode(values);
        if (mode != ChunkMode.NONE) {
            checks.checkInput(mode);
        }
        if (mode == ChunkMode.POOL) {
            checks.checkPool();
        }
        return checks.errors;
    }

    /** What a route looks at is the label of a whole record. */
    static List<KeyError> errorsOfRoutes(ChunkMode mode, List<Route> routes) {
        return mode == ChunkMode.ARRAY && !routes.isEmpty()
                ? List.of(new KeyError(
                        RouteKeys.NAMES,
                        "A route looks at the label of a record, which has one for each of its pieces with "
                                + ChunkKeys.MODE + "=array: set " + ChunkKeys.MODE + "=pool, or remove the routes"))
                : List.of();
    }

    private void checkOverlap() {
        int overlap = values.getInt(ChunkKeys.OVERLAP);
        int max = ChunkKeys.settings(values).rules().maxChars();
        if (2 * overlap >= max) {
            String limit = values.getInt(ChunkKeys.MAX_TOKENS) == 0
                    ? ChunkKeys.MAX_CHARS
                    : "four times " + ChunkKeys.MAX_TOKENS;
            add(ChunkKeys.OVERLAP, "It must be less than half of " + limit + ", but it is " + overlap + " of " + max);
        }
    }

    private void checkTokens() {
        int tokens = values.getInt(ChunkKeys.MAX_TOKENS);
        if (tokens > 0 && tokens < LEAST_TOKENS) {
            add(
                    ChunkKeys.MAX_TOKENS,
                    "It must be at least " + LEAST_TOKENS + ", or 0 for pieces measured in characters");
        }
        if (tokens > 0 && values.originals().containsKey(ChunkKeys.MAX_CHARS)) {
            add(
                    ChunkKeys.MAX_TOKENS,
                    "Remove it or " + ChunkKeys.MAX_CHARS + ": a piece is measured in one of the two");
        }
        String api = values.getString(EndpointKeys.API);
        boolean isAtRouter = values.getList(EndpointKeys.URLS).isEmpty();
        if (tokens > 0 && (isAtRouter || !TOKENIZERS.contains(api))) {
            add(
                    ChunkKeys.MAX_TOKENS,
                    (isAtRouter ? "The Hugging Face router counts" : "Servers of the kind " + api + " count")
                            + " no tokens: set " + ChunkKeys.MAX_CHARS
                            + " in its place. Text-embeddings-inference, vLLM and"
                            + " llama.cpp do, at your own " + EndpointKeys.URLS);
        }
    }

    private void checkInput(ChunkMode mode) {
        if (!task.slots().equals(List.of(Slot.TEXT))) {
            add(
                    ChunkKeys.MODE,
                    "Remove it: the task is " + task.name() + ", whose input is no single text that "
                            + Choice.spelling(mode) + " could cut");
        }
    }

    private void checkPool() {
        if (!PooledPieces.takes(task.shape())) {
            add(
                    ChunkKeys.MODE,
                    "pool makes one of several vectors or classifications, and the task " + task.name()
                            + " answers neither: set it to array, or remove it");
        } else if (task.shape() == Shape.Scalar.VECTOR && ChunkKeys.pool(values) == Pool.MAX) {
            add(
                    ChunkKeys.POOL,
                    "Set it to mean, or remove it: it is labels that have a highest score, and the task is "
                            + task.name());
        }
    }

    private void add(String key, String message) {
        errors.add(new KeyError(key, message));
    }
}
