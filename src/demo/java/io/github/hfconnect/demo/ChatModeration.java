package io.github.hfconnect.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Feeds a file and reads until each of its records is accounted for. */
final class ChatModeration {

    private final DemoCluster cluster;
    private final Screen screen;
    private final Ledger ledger = new Ledger();

    ChatModeration(DemoCluster cluster, Screen screen) {
        this.cluster = cluster;
        this.screen = screen;
    }

    /**
     * Runs to the end.
     *
     * @throws DemoFailedException where the file cannot be fed, the connector fails or nothing moves any more
     */
    Summary run(Path file) throws IOException {
        LiveView view = new LiveView(screen, Files.size(file));
        Stall stall = new Stall(cluster);
        try (ResultReader reader = new ResultReader(cluster.bootstrapServers())) {
            long start = System.nanoTime();
            CompletableFuture<Long> feed = new ChatFeed(file, cluster.bootstrapServers()).start();
            while (!isComplete(feed) || !reader.isAtEnd()) {
                enter(reader.poll(), view, stall);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Summary(fed(feed), ledger, cluster.modelStatistics(), seconds);
        }
    }

    private void enter(List<Arrival> arrivals, LiveView view, Stall stall) {
        for (Arrival arrival : arrivals) {
            ledger.enter(arrival);
            view.show(arrival);
            stall.progressed();
        }
        view.count(ledger);
        stall.check();
    }

    private boolean isComplete(CompletableFuture<Long> feed) {
        return feed.isDone() && ledger.distinct() >= fed(feed);
    }

    private static long fed(CompletableFuture<Long> feed) {
        try {
            return feed.join();
        } catch (CompletionException e) {
            throw new DemoFailedException("The file could not be fed: " + e.getCause(), e);
        }
    }
}
