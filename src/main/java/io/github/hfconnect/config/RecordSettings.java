package io.github.hfconnect.config;

import io.github.hfconnect.cache.Asked;
import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.chunk.TokenCounter;
import io.github.hfconnect.config.keys.ChunkKeys;
import io.github.hfconnect.config.keys.ChunkRecordKeys;
import io.github.hfconnect.config.keys.ChunkRecordSettings;
import io.github.hfconnect.config.keys.CustomKeys;
import io.github.hfconnect.config.keys.FailureKeys;
import io.github.hfconnect.config.keys.InputKeys;
import io.github.hfconnect.config.keys.InputSlots;
import io.github.hfconnect.config.keys.PredictionKeys;
import io.github.hfconnect.config.keys.SavingKeys;
import io.github.hfconnect.config.keys.VectorKeys;
import io.github.hfconnect.config.value.ChunkKey;
import io.github.hfconnect.config.value.ChunkMode;
import io.github.hfconnect.config.value.ChunkSettings;
import io.github.hfconnect.config.value.OnFailure;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.record.input.BroughtAlong;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.output.SchemaNames;
import io.github.hfconnect.record.output.VectorForm;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;

/** What of a record the model gets, which of them need no call, and what is added to a record. */
public final class RecordSettings {

    private final AbstractConfig values;
    private final Task task;
    private final Map<String, FieldPath> parameters;

    /**
     * The settings of a configuration.
     *
     * @param parameters of the task that are read from each record
     */
    RecordSettings(AbstractConfig values, Task task, Map<String, FieldPath> parameters) {
        this.values = values;
        this.task = task;
        this.parameters = parameters;
    }

    /** Reads what of a record the model gets. */
    public InputReader inputReader() {
        Map<String, FieldPath> fromRecord = new HashMap<>(parameters);
        fromRecord.putAll(CustomKeys.paths(values));
        return new InputReader(InputSlots.sources(task, values), InputKeys.rules(values), fromRecord);
    }

    /** Which predictions that records bring along will do. */
    public BroughtAlong broughtAlong() {
        return SavingKeys.broughtAlong(
                values, predictionField(), metadataField().orElse(null));
    }

    /** An empty cache. */
    public PredictionCache cache() {
        return SavingKeys.cache(values, task);
    }

    /** Who is asked for what, where answers are shared. */
    public Asked asked() {
        return SavingKeys.asked(values);
    }

    /** How many answers a task remembers; 0 for none. */
    public int cacheEntries() {
        return SavingKeys.cacheEntries(values, task);
    }

    /** What is added to a record. */
    public List<OutputField> outputFields() {
        List<OutputField> fields = new ArrayList<>();
        VectorForm vectors = VectorKeys.form(values);
        fields.add(OutputField.prediction(predictionField(), shape(), vectors));
        metadataField()
                .map(path ->
                        vectors.type().hasScale() ? OutputField.metadataWithScale(path) : OutputField.metadata(path))
                .ifPresent(fields::add);
        if (ChunkKeys.mode(values) == ChunkMode.RECORDS) {
            fields.add(OutputField.chunk(ChunkRecordSettings.FIELD));
            if (ChunkRecordKeys.settings(values).key() == ChunkKey.UUID) {
                fields.add(OutputField.pieceId(FieldPath.parse(ChunkRecordSettings.ID)));
            }
        }
        if (FailureKeys.onFailure(values) == OnFailure.ANNOTATE) {
            fields.add(OutputField.error(predictionField()));
        }
        return fields;
    }

    /** Whether records say who has answered. */
    public boolean sayWhoAnswered() {
        return metadataField().isPresent() || ChunkKeys.mode(values) == ChunkMode.RECORDS;
    }

    private Shape shape() {
        ChunkSettings chunks = ChunkKeys.settings(values);
        return chunks.mode() == ChunkMode.RECORDS
                ? task.shape()
                : chunks.chunking(TokenCounter.NONE).shape(task.shape());
    }

    /** What the Structs are called that come into a record. */
    public SchemaNames schemaNames() {
        return PredictionKeys.schemaNames(values);
    }

    /** What predictions are made of. */
    public Shape predictionShape() {
        return task.shape();
    }

    /** Where the prediction goes. */
    public FieldPath predictionField() {
        return FieldPath.parse(values.getString(PredictionKeys.FIELD));
    }

    Optional<FieldPath> metadataField() {
        return Optional.ofNullable(values.getString(PredictionKeys.METADATA_FIELD))
                .map(FieldPath::parse);
    }
}
