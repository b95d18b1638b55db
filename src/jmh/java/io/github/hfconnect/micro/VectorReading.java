package io.github.hfconnect.micro;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.task.FeatureExtraction;
import io.github.hfconnect.task.Pooling;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The vectors in an answer to a batch of 32: time and allocation a vector. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VectorReading {

    private static final int BATCH = 32;

    /** How the server spells them. */
    public enum Spelling {
        /** TEI's numbers, as short as they can be. */
        TEI,
        /** Python's numbers, of 17 digits. */
        FLOATS,
        /** Little-endian float32. */
        BASE64
    }

    /** Components of a vector. */
    @Param({"384", "1536"})
    public int width;

    /** How the server spells them. */
    @Param
    public Spelling spelling = Spelling.TEI;

    private final FeatureExtraction task = new FeatureExtraction(Pooling.NONE);
    private final List<Input> inputs =
            IntStream.range(0, BATCH).mapToObj(i -> Input.of("text " + i)).toList();
    private byte[] body = {};

    /** Makes the answer. */
    @Setup
    public void answer() {
        Random random = new Random(19);
        body = IntStream.range(0, BATCH)
                .mapToObj(i -> element(i, vector(random)))
                .collect(Collectors.joining(",", beginning(), spelling == Spelling.TEI ? "]" : "]}"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String beginning() {
        return spelling == Spelling.TEI ? "[" : "{\"object\":\"list\",\"data\":[";
    }

    private float[] vector(Random random) {
        float[] vector = new float[width];
        for (int i = 0; i < width; i++) {
            vector[i] = (float) (random.nextGaussian() / Math.sqrt(width));
        }
        return vector;
    }

    private String element(int index, float[] vector) {
        return switch (spelling) {
            case TEI -> numbers(vector, false);
            case FLOATS ->
                "{\"object\":\"embedding\",\"index\":" + index + ",\"embedding\":" + numbers(vector, true) + "}";
            case BASE64 ->
                "{\"object\":\"embedding\",\"index\":" + index + ",\"embedding\":\"" + base64(vector) + "\"}";
        };
    }

    private static String numbers(float[] vector, boolean asDoubles) {
        return IntStream.range(0, vector.length)
                .mapToObj(i -> asDoubles ? Double.toString(vector[i]) : Float.toString(vector[i]))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** Reads it. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<Object> read() {
        return task.read(new Answer(body, "application/json"), inputs);
    }
}
