package io.github.hfconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.http.Pooling;
import io.github.hfconnect.record.FieldPath;

/** Where the prediction goes in a record. */
final class PredictionKeys {

    static final String FIELD = "output.field";
    static final String METADATA_FIELD = "output.metadata.field";
    static final String POOLING = "output.pooling";

    static final Choice<Pooling> POOLING_CHOICES = new Choice<>(Pooling.class);

    private PredictionKeys() {}

    static void addTo(KeyGroups keys) {
        keys.group("Prediction")
                .key(
                        FIELD,
                        STRING,
                        "prediction",
                        new Parsed("a path such as ai.toxicity", FieldPath::parse),
                        HIGH,
                        "Path of the new field. Levels that do not exist are made; a field of that name is replaced. A"
                                + " value that is no Struct or Map becomes the field value of a new one.")
                .key(
                        METADATA_FIELD,
                        STRING,
                        null,
                        new Parsed("a path such as ai.call", FieldPath::parse),
                        LOW,
                        "Path of a further field that tells who made the prediction and what it took: model, endpoint,"
                                + " provider, latency_ms, attempts, cached, input_tokens, output_tokens, request_id.")
                .key(
                        POOLING,
                        STRING,
                        Choice.spelling(Pooling.NONE),
                        POOLING_CHOICES,
                        LOW,
                        "What feature-extraction makes of a model that answers a vector for each token: none refuses it,"
                                + " mean takes the mean.");
    }
}
