package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.cache.Asked;
import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.record.input.BroughtAlong;
import io.github.hfconnect.record.input.IfPresent;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** Calls that need not be made. */
public final class SavingKeys {

    public static final String CACHE_ENTRIES = "cache.max.entries";
    static final String CACHE_TTL = "cache.ttl.ms";
    public static final String SKIP_IF_PRESENT = "skip.if.present";
    public static final String SKIP_UNCHANGED = "skip.unchanged.from";

    static final Choice<IfPresent> IF_PRESENT_CHOICES = new Choice<>(IfPresent.class);

    private SavingKeys() {}

    /** Which predictions that records bring along will do. */
    public static BroughtAlong broughtAlong(AbstractConfig values, FieldPath prediction, @Nullable FieldPath metadata) {
        String earlier = values.getString(SKIP_UNCHANGED);
        return BroughtAlong.of(
                prediction,
                metadata,
                ifPresent(values),
                earlier == null ? null : FieldPath.parse(earlier),
                values.getString(ModelKeys.MODEL));
    }

    private static IfPresent ifPresent(AbstractConfig values) {
        return IF_PRESENT_CHOICES.parse(values.getString(SKIP_IF_PRESENT));
    }

    /** Of which model a prediction is can be told only where a record says it, and where the model has a name. */
    public static List<KeyError> errors(AbstractConfig values) {
        boolean isTold = values.getString(PredictionKeys.METADATA_FIELD) != null;
        boolean isNamed = values.getString(ModelKeys.MODEL) != null;
        return ifPresent(values) == IfPresent.SAME_MODEL && !(isTold && isNamed)
                ? List.of(new KeyError(
                        SKIP_IF_PRESENT,
                        "same-model needs " + PredictionKeys.METADATA_FIELD + ", where a record says of which model its"
                                + " prediction is, and " + ModelKeys.MODEL + " to compare it with"))
                : List.of();
    }

    /** An empty cache. */
    public static PredictionCache cache(AbstractConfig values, Task task) {
        return PredictionCache.of(cacheEntries(values, task), Duration.ofMillis(values.getLong(CACHE_TTL)));
    }

    /** Who is asked for what, where answers are shared. */
    public static Asked asked(AbstractConfig values) {
        return AnswerSettings.of(values);
    }

    /** How many answers are remembered; a task that makes something new each time remembers none unless it is asked to. */
    public static int cacheEntries(AbstractConfig values, Task task) {
        boolean askedFor = Stream.of(CACHE_ENTRIES, KeptKeys.CACHE_TOPIC)
                .anyMatch(key -> values.originals().get(key) != null);
        return task.isGenerative() && !askedFor ? 0 : values.getInt(CACHE_ENTRIES);
    }

    public static void addTo(KeyGroups keys) {
        keys.group("Saved calls")
                .key(
                        CACHE_ENTRIES,
                        INT,
                        10_000,
                        atLeast(0),
                        MEDIUM,
                        "Answers that are kept in memory, so that equal inputs are paid once: in the sink those in flight"
                                + " at the same time, too. An input with its answer counts once for each started 4 KiB. 0"
                                + " for none, which is the default for tasks that make something new each time:"
                                + " text-generation, chat-completion, and those that make images, sound or videos.")
                .key(
                        CACHE_TTL,
                        LONG,
                        3_600_000L,
                        atLeast(1),
                        LOW,
                        "How long an answer is kept. Failures are never kept.")
                .key(
                        SKIP_IF_PRESENT,
                        STRING,
                        Choice.spelling(IfPresent.FALSE),
                        IF_PRESENT_CHOICES,
                        LOW,
                        "Whether a record that already carries a prediction in output.field passes on without a call: false,"
                                + " true, or same-model for one that says in output.metadata.field that it is of model, so"
                                + " that another model makes all others anew, as does another revision of it where both are told. One"
                                + " of another shape does not count.")
                .key(
                        SKIP_UNCHANGED,
                        STRING,
                        null,
                        new Parsed("a path such as before", FieldPath::parse),
                        LOW,
                        "Path of the record's earlier image, such as Debezium's before: where the input is the same there"
                                + " and a prediction stands there, it is carried over without a call. The image has the"
                                + " shape of its neighbour that output.field leads through, such as after, or that of the"
                                + " whole record. One that says in output.metadata.field that it is of another model, or of another"
                                + " revision of it where both are told, is not carried over.");
    }
}
