package io.github.hfconnect.demo.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** TEI's response headers: sums of characters and tokens, whole milliseconds, times of a batch as means. */
final class TeiTimings {

    private TeiTimings() {}

    static <T> Map<String, String> headers(List<Inferred<T>> results, long startedNanos) {
        long total = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
        Map<String, String> headers = new LinkedHashMap<>();
        // TEI says so whatever it runs on.
        headers.put("x-compute-type", "gpu+optimized");
        headers.put("x-compute-time", "" + total);
        headers.put(
                "x-compute-characters",
                "" + results.stream().mapToInt(Inferred::characters).sum());
        headers.put(
                "x-compute-tokens",
                "" + results.stream().mapToInt(Inferred::tokens).sum());
        headers.put("x-total-time", "" + total);
        headers.put("x-tokenization-time", meanMillis(results, Inferred::tokenizationNanos));
        headers.put("x-queue-time", meanMillis(results, Inferred::queueNanos));
        headers.put("x-inference-time", meanMillis(results, Inferred::inferenceNanos));
        return headers;
    }

    private static <T> String meanMillis(List<Inferred<T>> results, ToLongFunction<Inferred<T>> nanos) {
        double mean = results.stream().mapToLong(nanos).average().orElse(0);
        return "" + TimeUnit.NANOSECONDS.toMillis((long) mean);
    }
}
