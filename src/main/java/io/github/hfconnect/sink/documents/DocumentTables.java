package io.github.hfconnect.sink.documents;

import io.github.hfconnect.sink.lane.PartitionLane;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The documents of the partitions that a task holds. Safe for use by several threads. */
final class DocumentTables {

    private final Map<PartitionLane, DocumentTable> byLane = new ConcurrentHashMap<>();

    void put(PartitionLane lane, DocumentTable table) {
        byLane.put(lane, table);
    }

    void remove(PartitionLane lane) {
        byLane.remove(lane);
    }

    /** The documents of a lane's partition, or null where it was given up. */
    @Nullable
    DocumentTable of(PartitionLane lane) {
        return byLane.get(lane);
    }

    /** How many documents are known. */
    long size() {
        return byLane.values().stream().mapToLong(DocumentTable::size).sum();
    }
}
