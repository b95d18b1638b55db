package io.github.hfconnect.micro;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.catalog.Tasks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
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

/** From a record to its input, and from its prediction to the enriched record; without converters, which are Connect's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordMapping {

    private static final String TEXT =
            "the parcel came two days late and the box was open but support answered within the hour";

    /** Whether records have a schema. */
    @Param({"false", "true"})
    public boolean schema;

    private final Task task = Tasks.named("text-classification");
    private final RecordMapper mapper = new RecordMapper(
            new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of()),
            List.of(OutputField.prediction(FieldPath.parse("prediction"), task.shape())));
    private final Outcome outcome = new Outcome.Enriched(new Prediction(
            task.read(
                            new Answer(
                                    "[[{\"label\":\"good\",\"score\":0.9375},{\"label\":\"bad\",\"score\":0.0625}]]"
                                            .getBytes(StandardCharsets.US_ASCII),
                                    "application/json"),
                            List.of(Input.of(TEXT)))
                    .get(0),
            new Origin(null, null, "endpoint", null, Duration.ZERO, 1, false, null, null, null)));
    private Schema recordSchema;
    private Object value = Map.of();

    /** Makes the record. */
    @Setup
    public void makeRecord() {
        recordSchema = schema
                ? SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build()
                : null;
        value = schema ? new Struct(recordSchema).put("text", TEXT) : Map.of("text", TEXT);
    }

    /** Reads the input. */
    @Benchmark
    public Reading input() {
        return mapper.input(recordSchema, value);
    }

    /** Puts the prediction into the record. */
    @Benchmark
    public SchemaAndValue enriched() {
        return mapper.enriched(recordSchema, value, outcome);
    }
}
