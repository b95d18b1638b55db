package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.LimitsScope;
import io.github.hfconnect.config.value.Linger;
import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.inference.BatchLimits;

/** How much is asked at once. */
public final class SpeedKeys {

    public static final String BATCH_RECORDS = "batch.max.records";
    public static final String BATCH_BYTES = "batch.max.bytes";
    public static final String BATCH_TOKENS = "batch.max.tokens";
    public static final String SCOPE = "limits.scope";
    public static final String LINGER = "batch.linger.ms";
    public static final String REQUESTS = "max.in.flight.requests";
    public static final String ADAPTIVE = "adaptive.concurrency";
    public static final String RECORDS = "max.in.flight.records";

    public static final Choice<LimitsScope> SCOPES = new Choice<>(LimitsScope.class);
    /** What one call carries where no key says it. */
    public static final BatchLimits DEFAULT_LIMITS = new BatchLimits(32, 1_000_000);

    private SpeedKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Speed")
                .key(
                        BATCH_RECORDS,
                        INT,
                        DEFAULT_LIMITS.maxInputs(),
                        atLeast(1),
                        MEDIUM,
                        "Most inputs in one call, where the task and the server take several; elsewhere one.")
                .key(
                        BATCH_BYTES,
                        LONG,
                        DEFAULT_LIMITS.maxBytes(),
                        atLeast(1),
                        LOW,
                        "Most bytes of input in one call; a single larger input makes a call of its own.")
                .key(
                        BATCH_TOKENS,
                        LONG,
                        0L,
                        atLeast(0),
                        LOW,
                        "Most tokens of input in one call, as far as earlier calls tell how many bytes make a token; 0 for any"
                                + " number. What Text Embeddings Inference says of itself (max_batch_tokens) holds besides. A single"
                                + " larger input makes a call of its own.")
                .key(
                        LINGER,
                        STRING,
                        Linger.AUTO,
                        new Parsed("auto or milliseconds from 0", Linger::parse),
                        LOW,
                        "How long a record waits for others to share its call. auto: it leaves at once where the task has no call under"
                                + " way and none has left in the last 5 ms; else it waits for 5 ms at most. Where requests are counted"
                                + " or paid for ("
                                + SpendingKeys.RATE
                                + ", "
                                + SpendingKeys.MAX_REQUESTS
                                + ", "
                                + PriceKeys.REQUEST
                                + "), auto is 5.")
                .key(REQUESTS, INT, 16, atLeast(1), MEDIUM, "Most calls of one task at the same time.")
                .key(
                        ADAPTIVE,
                        BOOLEAN,
                        true,
                        null,
                        LOW,
                        "Whether the calls at the same time follow each endpoint: fewer where it answers 429 or 503, or"
                                + " where more calls only make it slower, never more than max.in.flight.requests.")
                .key(
                        RECORDS,
                        INT,
                        5000,
                        atLeast(1),
                        LOW,
                        "Most records of one task in memory, one that is cut counted once for each piece; above it the task"
                                + " pauses its partitions.")
                .key(
                        SCOPE,
                        STRING,
                        Choice.spelling(LimitsScope.CONNECTOR),
                        SCOPES,
                        MEDIUM,
                        "Whose the limits rate.limit.* and budget.max.* are. connector: all tasks have equal shares, which together"
                                + " are the limit; a task that has no partition, or nothing to do, leaves its share unused. task: each"
                                + " task has the whole limit for itself. What a server says of its limits counts as it is.");
    }
}
