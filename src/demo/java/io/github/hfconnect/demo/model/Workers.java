package io.github.hfconnect.demo.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The few threads that run the models, and the bound on sequences in the house. Like TEI since 1.9 it counts sequences,
 * not calls, and turns a call away at once rather than letting it wait for room.
 */
final class Workers implements AutoCloseable {

    private final ExecutorService threads;
    private final Semaphore room;
    private final CallStatistics statistics;

    Workers(int threads, int maxConcurrentInputs, CallStatistics statistics) {
        this.threads = Executors.newFixedThreadPool(threads, DaemonThreads.named("model-worker"));
        this.room = new Semaphore(maxConcurrentInputs);
        this.statistics = statistics;
    }

    /**
     * Judges all sequences, in their order. One that cannot be judged fails the whole call, after the others are done.
     *
     * @throws OverloadedException if there is no room for all of them
     * @throws TooManyTokensException if one is too long and was not to be cut
     */
    <T> List<Inferred<T>> infer(SequenceModel<T> model, List<Sequence> sequences, boolean truncate) {
        if (!room.tryAcquire(sequences.size())) {
            throw new OverloadedException();
        }
        try {
            List<Inferred<T>> results = await(sequences.stream()
                    .map(sequence -> submit(model, sequence, truncate))
                    .toList());
            statistics.inferred(results.size());
            return results;
        } finally {
            room.release(sequences.size());
        }
    }

    private <T> CompletableFuture<Inferred<T>> submit(SequenceModel<T> model, Sequence sequence, boolean truncate) {
        long submitted = System.nanoTime();
        return CompletableFuture.supplyAsync(() -> inferOne(model, sequence, truncate, submitted), threads);
    }

    private static <T> Inferred<T> inferOne(
            SequenceModel<T> model, Sequence sequence, boolean truncate, long submitted) {
        long started = System.nanoTime();
        Tokens tokens = truncate ? model.truncatedTokens(sequence) : model.tokens(sequence);
        if (tokens.count() > MiniLm.MAX_TOKENS) {
            throw new TooManyTokensException(tokens.count());
        }
        long tokenized = System.nanoTime();
        T result = model.infer(tokens);
        return new Inferred<>(
                result,
                sequence.characters(),
                tokens.count(),
                started - submitted,
                tokenized - started,
                System.nanoTime() - tokenized);
    }

    private static <T> List<T> await(List<CompletableFuture<T>> running) {
        // The failure of one does not end the wait for the others: their room is not free before.
        CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                .handle((done, failure) -> true)
                .join();
        return running.stream().map(Workers::result).toList();
    }

    private static <T> T result(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
