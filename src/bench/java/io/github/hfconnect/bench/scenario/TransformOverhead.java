package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.peer.LabelWire;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.BenchFailedException;
import io.github.hfconnect.bench.result.Figure;
import io.github.hfconnect.bench.result.Quantiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** The transform on one record after the other, in turn with a bare call of the same text: what does it add? In this process. */
public final class TransformOverhead implements Scenario {

    /** In a process that has done nothing else its code is compiled by then. */
    private static final int WARM_UP = 20_000;

    private static final int MEASURED = 2_000;

    @Override
    public String name() {
        return "transform";
    }

    @Override
    public String summary() {
        return "the transform on single records against bare HTTP calls in turn, endpoint of 0 ms";
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException {
        bed.endpoint().follow(Script.INSTANT);
        List<Double> bare = new ArrayList<>();
        List<Double> enriched = new ArrayList<>();
        OkHttpClient http = new OkHttpClient();
        try (Transformation<SinkRecord> transform = transform(bed)) {
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                double bareMicros = call(http, bed, SampleRecords.text(SampleRecords.key(0, i)));
                double enrichedMicros = enrich(transform, SampleRecords.text(SampleRecords.key(1, i)), i);
                if (i >= WARM_UP) {
                    bare.add(bareMicros);
                    enriched.add(enrichedMicros);
                }
            }
        }
        http.connectionPool().evictAll();
        return figures(Quantiles.of(bare), Quantiles.of(enriched));
    }

    private static List<Figure> figures(Quantiles bare, Quantiles enriched) {
        return List.of(
                Figure.of("over the bare call, median", "ms", (enriched.median() - bare.median()) / 1000)
                        .atMost(0.05),
                Figure.of("over the bare call, p99", "ms", (enriched.at(0.99) - bare.at(0.99)) / 1000)
                        .atMost(0.3),
                Figure.of("bare call, median", "ms", bare.median() / 1000),
                Figure.of("with the transform, median", "ms", enriched.median() / 1000));
    }

    /** The transform of the bed's build. */
    @SuppressWarnings("unchecked") // Connect configures it without knowing of which records it is, too.
    static Transformation<SinkRecord> transform(Bed bed) {
        Transformation<SinkRecord> transform =
                bed.classes().create("io.github.hfconnect.HuggingFaceTransform$Value", Transformation.class);
        transform.configure(Map.of(
                "task", "text-classification",
                "endpoint.api", "tei",
                "endpoint.urls", bed.endpoint().url(),
                "input.field", "text"));
        return transform;
    }

    /** The microseconds that one record takes. */
    private static double enrich(Transformation<SinkRecord> transform, String text, int offset) {
        Map<String, Object> value = new HashMap<>(Map.of("text", text));
        SinkRecord record = new SinkRecord("topic", 0, null, null, null, value, offset);
        long start = System.nanoTime();
        SinkRecord enriched = Objects.requireNonNull(transform.apply(record), "dropped");
        double micros = (System.nanoTime() - start) / 1000.0;
        if (!(enriched.value() instanceof Map<?, ?> fields) || fields.get("prediction") == null) {
            throw new BenchFailedException("No prediction in " + enriched);
        }
        return micros;
    }

    /** The microseconds that one bare call takes, its answer read. */
    private static double call(OkHttpClient http, Bed bed, String text) throws IOException {
        RequestBody body =
                RequestBody.create(LabelWire.PREDICT.body(Stream.of(text)), MediaType.get("application/json"));
        Request request = new Request.Builder()
                .url(bed.endpoint().url() + "/predict")
                .post(body)
                .build();
        long start = System.nanoTime();
        try (Response response = http.newCall(request).execute()) {
            byte[] answer = response.body().bytes();
            double micros = (System.nanoTime() - start) / 1000.0;
            if (!response.isSuccessful() || answer.length == 0) {
                throw new BenchFailedException("The bare call was answered with " + response.code());
            }
            return micros;
        }
    }
}
