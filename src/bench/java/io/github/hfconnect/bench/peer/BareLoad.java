package io.github.hfconnect.bench.peer;

import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.BenchFailedException;
import io.github.hfconnect.http.transport.PromptSockets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The yardstick: the plugin's HTTP client with the plugin's batches, made beforehand, the answers read, and nothing else. As many threads as calls are
 * to be in flight call as fast as they are answered.
 */
public final class BareLoad {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int BODIES = 64;

    private final OkHttpClient http;
    private final Wire wire;
    private final Request[] requests;
    private final int inFlight;
    private final int batch;

    /** A generator for one endpoint that labels the texts of {@link SampleRecords}. */
    public BareLoad(String url, int inFlight, int batch) {
        this(url, inFlight, batch, LabelWire.PREDICT);
    }

    /** A generator for one endpoint, of the texts of {@link SampleRecords}. */
    public BareLoad(String url, int inFlight, int batch, Wire wire) {
        this(url, inFlight, batch, wire, BareLoad::text);
    }

    /**
     * A generator of other texts.
     *
     * @param texts by their numbers from 0; they need no escapes
     */
    public BareLoad(String url, int inFlight, int batch, Wire wire, IntFunction<String> texts) {
        this.wire = wire;
        this.inFlight = inFlight;
        this.batch = batch;
        this.http = new OkHttpClient.Builder()
                .socketFactory(new PromptSockets())
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(inFlight, 1, TimeUnit.MINUTES))
                .callTimeout(Duration.ofMinutes(1))
                .build();
        this.requests = IntStream.range(0, BODIES)
                .mapToObj(number -> request(url + wire.path(), body(number, texts)))
                .toArray(Request[]::new);
    }

    private byte[] body(int number, IntFunction<String> texts) {
        return wire.body(IntStream.range(number * batch, (number + 1) * batch).mapToObj(texts));
    }

    private static String text(int number) {
        return SampleRecords.text(SampleRecords.key(number % BODIES, number));
    }

    private static Request request(String url, byte[] body) {
        return new Request.Builder()
                .url(url)
                .post(RequestBody.create(body, JSON))
                .build();
    }

    /** Inputs answered per second in the measured time, after a time in which connections open and code gets warm. */
    public double itemsPerSecond(Duration warmUp, Duration measured) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(inFlight);
        LongAdder answered = new LongAdder();
        List<CompletableFuture<Void>> callers = Stream.generate(() -> new AtomicInteger())
                .limit(inFlight)
                .map(next -> CompletableFuture.runAsync(() -> callUntilInterrupted(next, answered), threads))
                .toList();
        TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
        long from = System.nanoTime();
        long before = answered.sum();
        TimeUnit.NANOSECONDS.sleep(measured.toNanos());
        double perSecond = (answered.sum() - before) * 1e9 / (System.nanoTime() - from);
        boolean failed = callers.stream().anyMatch(CompletableFuture::isDone);
        threads.shutdownNow();
        boolean ended = threads.awaitTermination(10, TimeUnit.SECONDS);
        // Not before: a call that ends later leaves its connection behind, and the thread that is to close it.
        http.connectionPool().evictAll();
        if (failed || !ended) {
            throw new BenchFailedException("The bare load generator was not answered");
        }
        return perSecond;
    }

    private void callUntilInterrupted(AtomicInteger next, LongAdder answered) {
        while (!Thread.currentThread().isInterrupted()) {
            Request request = requests[Math.floorMod(next.getAndIncrement(), BODIES)];
            try (Response response = http.newCall(request).execute()) {
                byte[] answer = response.body().bytes();
                if (response.isSuccessful()) {
                    answered.add(wire.read(answer, batch));
                }
            } catch (IOException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    throw new BenchFailedException("The bare load generator was not answered", e);
                }
                return;
            }
        }
    }
}
