package io.github.hfconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.http.ResultFetch;
import io.github.hfconnect.record.FieldPath;
import io.github.hfconnect.task.Pooling;
import org.apache.kafka.common.config.AbstractConfig;

/** Where the prediction goes in a record. */
final class PredictionKeys {

    static final String FIELD = "output.field";
    static final String METADATA_FIELD = "output.metadata.field";
    static final String POOLING = "output.pooling";
    static final String FETCH = "output.fetch.url";
    static final String FETCH_PRIVATE = "output.fetch.private";

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
                                + " mean takes the mean.")
                .key(
                        FETCH,
                        BOOLEAN,
                        false,
                        null,
                        LOW,
                        "Whether an image, a sound or a video that a server answers as a URL is fetched into content."
                                + " Such URLs often end after a day. The URL gets neither the token nor other headers,"
                                + " max.response.bytes and request.timeout.ms hold, and a host that is not in the public"
                                + " internet is refused.")
                .key(
                        FETCH_PRIVATE,
                        BOOLEAN,
                        false,
                        null,
                        LOW,
                        "Whether output.fetch.url also fetches from this machine and from private networks. Whoever"
                                + " controls the model's server then chooses what the worker reads there.");
    }

    static ResultFetch fetch(AbstractConfig values) {
        if (!values.getBoolean(FETCH)) {
            return ResultFetch.OFF;
        }
        return values.getBoolean(FETCH_PRIVATE) ? ResultFetch.ANYWHERE : ResultFetch.PUBLIC;
    }
}
