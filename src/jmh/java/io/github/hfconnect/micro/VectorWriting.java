package io.github.hfconnect.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.VectorType;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.output.VectorForm;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.sink.output.DirectJson;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A vector into a record, and the record into JSON, by the sink and by Connect's converter: the latter is what a sink of vectors is bound by. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VectorWriting {

    private static final Map<String, Object> RECORD = Map.of("text", "the parcel came two days late");

    /** Components of a vector. */
    @Param({"384", "1536"})
    public int width;

    /** {@code output.vector.type}. */
    @Param({"FLOAT32", "BASE64"})
    public VectorType type = VectorType.FLOAT32;

    private final JsonConverter converter = new JsonConverter();
    private final DirectJson direct = new DirectJson();
    private final JsonFactory jackson = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private float[] vector = {};
    private RecordMapper mapper = mapper(VectorType.FLOAT32);
    private Outcome outcome = new Outcome.Passed(Outcome.Passed.Reason.EMPTY);

    private static RecordMapper mapper(VectorType type) {
        return new RecordMapper(
                new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of()),
                List.of(OutputField.prediction(
                        FieldPath.parse("prediction"),
                        Tasks.named("feature-extraction").shape(),
                        new VectorForm(type, null))));
    }

    /** Makes a vector. */
    @Setup
    public void makeVector() {
        converter.configure(Map.of("schemas.enable", false), false);
        mapper = mapper(type);
        Random random = new Random(19);
        vector = new float[width];
        for (int i = 0; i < width; i++) {
            vector[i] = (float) (random.nextGaussian() / Math.sqrt(width));
        }
        outcome = new Outcome.Enriched(new Prediction(
                vector, new Origin(null, null, "endpoint", null, Duration.ZERO, 1, false, null, null, null)));
    }

    /** What is ours: the vector comes into the record. */
    @Benchmark
    public SchemaAndValue enriched() {
        return mapper.enriched(null, RECORD, outcome);
    }

    /** The same, and the record's bytes as the sink writes them: JSON without schemas. */
    @Benchmark
    public byte[] written() {
        return direct.of(enriched().value());
    }

    /** The vector alone, by Jackson with its faster digits: what the sink's own {@code FloatDigits} are there for. */
    @Benchmark
    public byte[] vectorByJackson() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * width);
        try (JsonGenerator json = jackson.createGenerator(bytes)) {
            json.writeStartArray();
            for (float component : vector) {
                json.writeNumber(component);
            }
            json.writeEndArray();
        }
        return bytes.toByteArray();
    }

    /** The same through Connect's converter, as with schemas and by a transform. */
    @Benchmark
    public byte[] writtenByConnect() {
        SchemaAndValue enriched = enriched();
        return converter.fromConnectData("topic", enriched.schema(), enriched.value());
    }
}
