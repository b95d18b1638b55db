package io.github.hfconnect.record.output;

import static io.github.hfconnect.inference.Shape.Scalar.BOOLEAN;
import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.INT32;
import static io.github.hfconnect.inference.Shape.Scalar.INT64;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Part;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.record.path.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field that is added to a record.
 *
 * @param path where it stands
 * @param shape of its values
 * @param content what it holds, given the record's outcome
 */
public record OutputField(FieldPath path, Shape shape, Content content) {

    private static final Shape.Fields METADATA = fields(
            "PredictionMetadata",
            optional("model", STRING),
            required("endpoint", STRING),
            optional("provider", STRING),
            required("latency_ms", INT64),
            required("attempts", INT32),
            required("cached", BOOLEAN),
            optional("input_tokens", INT64),
            optional("output_tokens", INT64),
            optional("request_id", STRING),
            optional("revision", STRING));

    private static final Shape CHUNK = fields(
            "DocumentChunk",
            required("document", STRING),
            required("index", INT32),
            required("count", INT32),
            required("start", INT32),
            required("end", INT32),
            required("text", STRING),
            required("hash", STRING),
            optional("model", STRING),
            optional("revision", STRING));

    private static final Shape ERROR =
            fields("PredictionError", required("kind", STRING), optional("status", INT32), required("message", STRING));

    /** What a field holds. */
    @FunctionalInterface
    public interface Content {
        /** A value of the field's shape, or null. */
        @Nullable
        Object of(Outcome outcome);
    }

    /** The model's prediction. */
    public static OutputField prediction(FieldPath path, Shape shape) {
        return prediction(path, shape, VectorForm.PLAIN);
    }

    /** The same with vectors in a form of their own. */
    public static OutputField prediction(FieldPath path, Shape shape, VectorForm vectors) {
        return new OutputField(
                path,
                vectors.of(shape),
                vectors.equals(VectorForm.PLAIN)
                        ? Outcome::predictedValue
                        : outcome -> vectors.of(outcome.predictedValue()));
    }

    /** Who made the prediction, and what it took. */
    public static OutputField metadata(FieldPath path) {
        return new OutputField(path, METADATA, OutputField::metadata);
    }

    /** The same, and what the numbers of a vector are to be multiplied with. */
    public static OutputField metadataWithScale(FieldPath path) {
        List<Shape.Field> fields = new ArrayList<>(METADATA.fields());
        fields.add(optional("vector_scale", FLOAT64));
        return new OutputField(path, new Shape.Fields(METADATA.name(), fields), OutputField::metadataWithScale);
    }

    private static @Nullable Object metadataWithScale(Outcome outcome) {
        Prediction prediction = outcome.prediction();
        if (prediction != null && prediction.value() instanceof float[] vector) {
            Map<String, @Nullable Object> values = metadata(prediction.origin());
            values.put("vector_scale", Quantisation.scale(vector));
            return values;
        }
        return metadata(outcome);
    }

    private static @Nullable Object metadata(Outcome outcome) {
        Prediction prediction = outcome.prediction();
        if (prediction != null) {
            return metadata(prediction.origin());
        }
        return outcome instanceof Outcome.Carried carried ? carried.metadata() : null;
    }

    /** Which piece of which document the record is. */
    public static OutputField chunk(FieldPath path) {
        return new OutputField(path, CHUNK, outcome -> outcome instanceof Part part ? chunk(part) : null);
    }

    /** The piece's UUID. */
    public static OutputField pieceId(FieldPath path) {
        return new OutputField(
                path,
                STRING,
                outcome -> outcome instanceof Part part
                        ? Part.id(part.document(), part.number()).toString()
                        : null);
    }

    private static Map<String, @Nullable Object> chunk(Part part) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("document", part.document());
        values.put("index", part.index());
        values.put("count", part.count());
        values.put("start", part.start());
        values.put("end", part.end());
        values.put("text", part.text());
        values.put("hash", HexFormat.of().toHexDigits(part.hash()));
        Prediction prediction = part.prediction();
        values.put("model", prediction == null ? null : prediction.origin().model());
        values.put("revision", prediction == null ? null : prediction.origin().revision());
        return values;
    }

    /** Why there is no prediction, beside the field where it would stand. */
    public static OutputField error(FieldPath prediction) {
        return new OutputField(
                prediction.withSuffix("_error"),
                ERROR,
                outcome -> outcome instanceof Outcome.Failed failed ? error(failed.failure()) : null);
    }

    private static Map<String, @Nullable Object> metadata(Origin origin) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("model", origin.model());
        values.put("endpoint", origin.endpoint());
        values.put("provider", origin.provider());
        values.put("latency_ms", origin.latency().toMillis());
        values.put("attempts", origin.attempts());
        values.put("cached", origin.cached());
        values.put("input_tokens", origin.inputTokens());
        values.put("output_tokens", origin.outputTokens());
        values.put("request_id", origin.requestId());
        values.put("revision", origin.revision());
        return values;
    }

    private static Map<String, @Nullable Object> error(Failure failure) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("kind", failure.kind().name());
        values.put("status", failure.status());
        values.put("message", failure.message());
        return values;
    }
}
