package io.github.hfconnect.demo;

import io.github.hfconnect.demo.search.Document;
import io.github.hfconnect.demo.search.DocumentFolder;
import io.github.hfconnect.demo.search.PieceTable;
import io.github.hfconnect.demo.search.Ranking;
import io.github.hfconnect.demo.search.Ranking.Hit;
import io.github.hfconnect.demo.search.TableAudit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder of documents as a table of pieces: what changes in the folder goes through the connector into the table. */
final class SearchIndex implements AutoCloseable {

    /**
     * What an update has cost.
     *
     * @param documents that were new, changed or gone, by their names
     * @param inputs that the model was asked about
     * @param records of the pieces' topic, tombstones included
     * @param seconds until all was in the table
     */
    record Update(List<String> documents, long inputs, int records, double seconds) {}

    private static final int MOST_HITS = 3;

    private final DemoCluster cluster;
    private final DocumentFolder folder;
    private final ArticleFeed feed;
    private final PieceReader reader;
    private final PieceTable table = new PieceTable();
    private Map<String, Document> documents = new TreeMap<>();

    SearchIndex(DemoCluster cluster, DocumentFolder folder) {
        this.cluster = cluster;
        this.folder = folder;
        this.feed = new ArticleFeed(cluster.bootstrapServers());
        this.reader = new PieceReader(cluster);
    }

    /** Looks at the folder, writes what has changed since the last time, and waits until the table says the same. */
    Update update() throws IOException {
        long start = System.nanoTime();
        long before = cluster.modelStatistics().inputs();
        table.forgetChanges();
        List<String> changed = send(folder.read().documents());
        reader.catchUp(table, new Stall(cluster));
        long inputs = cluster.modelStatistics().inputs() - before;
        return new Update(changed, inputs, table.records(), (System.nanoTime() - start) / 1e9);
    }

    private List<String> send(Map<String, Document> now) {
        List<String> changed = new ArrayList<>();
        now.values().stream()
                .filter(document -> !document.equals(documents.get(document.name())))
                .forEach(document -> {
                    feed.version(document);
                    changed.add(document.name());
                });
        documents.keySet().stream().filter(name -> !now.containsKey(name)).forEach(name -> {
            feed.deletion(name);
            changed.add(name);
        });
        documents = now;
        feed.flush();
        return changed;
    }

    /** The pieces that are nearest to a question, the best first. */
    List<Hit> search(String question) {
        return Ranking.best(cluster.embed(List.of(question)).get(0), table.pieces(), MOST_HITS);
    }

    Map<String, Document> documents() {
        return documents;
    }

    PieceTable table() {
        return table;
    }

    /** What in the table is not as the documents say, a line each. */
    List<String> faults() {
        return TableAudit.faults(documents, table);
    }

    @Override
    public void close() {
        reader.close();
        feed.close();
    }
}
