package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.config.value.SchemaNaming;
import io.github.hfconnect.http.transport.UrlFetch;
import io.github.hfconnect.record.output.SchemaNames;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.task.Pooling;
import org.apache.kafka.common.config.AbstractConfig;

/** Where the prediction goes in a record. */
public final class PredictionKeys {

    public static final String FIELD = "output.field";
    public static final String METADATA_FIELD = "output.metadata.field";
    static final String SCHEMA_NAMES = "output.schema.names";
    static final String SCHEMA_NAMESPACE = "output.schema.namespace";
    public static final String POOLING = "output.pooling";
    static final String FETCH = "output.fetch.url";
    static final String FETCH_PRIVATE = "output.fetch.private";

    static final Choice<SchemaNaming> SCHEMA_NAMES_CHOICES = new Choice<>(SchemaNaming.class);
    static final Choice<Pooling> POOLING_CHOICES = new Choice<>(Pooling.class);

    private PredictionKeys() {}

    public static void addTo(KeyGroups keys) {
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
                                + " provider, latency_ms, attempts, cached, input_tokens, output_tokens, request_id,"
                                + " revision. The last is the commit of the model's repository, where the server tells it.")
                .key(
                        SCHEMA_NAMES,
                        STRING,
                        Choice.spelling(SchemaNaming.STABLE),
                        SCHEMA_NAMES_CHOICES,
                        LOW,
                        "What the Structs of predictions are called in records with schemas. stable: by their shape, such"
                                + " as io.github.hfconnect.Classification, those of response.schema by its title, so"
                                + " that a schema registry takes each further setting as a compatible version. none: they"
                                + " have no name, and Avro numbers them by their place; for topics that were written"
                                + " before there were names.")
                .key(
                        SCHEMA_NAMESPACE,
                        STRING,
                        SchemaNames.DEFAULT_NAMESPACE,
                        new Parsed(
                                "words of letters, digits and underscores, with dots between",
                                PredictionKeys::namespace),
                        LOW,
                        "What stands in front of these names. Two response.schema of one title, or without, need two"
                                + " namespaces where a registry keeps Structs by their names.")
                .key(
                        POOLING,
                        STRING,
                        Choice.spelling(Pooling.NONE),
                        POOLING_CHOICES,
                        LOW,
                        "What feature-extraction makes of a model that answers a vector for each token: none refuses it,"
                                + " mean takes the mean. Because servers pad texts to the longest of a call, each is then asked alone,"
                                + " unless a call about two made-up texts has shown that the server keeps them apart.")
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

    private static void namespace(String text) {
        if (!text.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*")) {
            throw new IllegalArgumentException("It must be words of letters, digits and underscores with dots between,"
                    + " none of which begins with a digit, such as com.example.posts");
        }
    }

    public static SchemaNames schemaNames(AbstractConfig values) {
        boolean named = SCHEMA_NAMES_CHOICES.parse(values.getString(SCHEMA_NAMES)) == SchemaNaming.STABLE;
        return named ? new SchemaNames(values.getString(SCHEMA_NAMESPACE)) : SchemaNames.NONE;
    }

    public static UrlFetch fetch(AbstractConfig values) {
        return UrlFetch.of(values.getBoolean(FETCH), values.getBoolean(FETCH_PRIVATE));
    }
}
