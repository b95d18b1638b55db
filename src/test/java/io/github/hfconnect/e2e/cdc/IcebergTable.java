package io.github.hfconnect.e2e.cdc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A table of a catalog in memory, written by the writers of Iceberg's own sink and read by Iceberg's own reader.
 *
 * @param table of Iceberg's
 */
record IcebergTable(SinkJars iceberg, Object table) implements AutoCloseable {

    private static final String NAME = "search.articles";

    /** Makes the table of records, and commits what was written, as the sink's coordinator does. */
    static IcebergTable written(SinkJars iceberg, ConnectorJson sink, List<SinkRecord> records)
            throws ReflectiveOperationException {
        Object config = iceberg.make("org.apache.iceberg.connect.IcebergSinkConfig", sink.config());
        Object catalog = iceberg.callStatic("org.apache.iceberg.connect.CatalogUtils", "loadCatalog", config);
        Object writer = iceberg.make("org.apache.iceberg.connect.data.SinkWriter", catalog, config);
        SinkJars.call(writer, "save", records);
        Object results = SinkJars.call(SinkJars.call(writer, "completeWrite"), "writerResults");
        Object table = SinkJars.call(
                catalog, "loadTable", iceberg.callStatic("org.apache.iceberg.catalog.TableIdentifier", "parse", NAME));
        for (Object result : (Collection<?>) results) {
            Object append = SinkJars.call(table, "newAppend");
            for (Object file : (Collection<?>) SinkJars.call(result, "dataFiles")) {
                SinkJars.call(append, "appendFile", file);
            }
            SinkJars.call(append, "commit");
        }
        return new IcebergTable(iceberg, table);
    }

    /** The type of each column, by name. */
    Map<String, String> columns() throws ReflectiveOperationException {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Object column : (Collection<?>) SinkJars.call(SinkJars.call(table, "schema"), "columns")) {
            columns.put(
                    SinkJars.call(column, "name").toString(),
                    SinkJars.call(column, "type").toString());
        }
        return columns;
    }

    /** The values of these columns in each row, in no order. */
    List<List<Object>> rows(String... columns) throws ReflectiveOperationException {
        Object scan =
                SinkJars.call(iceberg.callStatic("org.apache.iceberg.data.IcebergGenerics", "read", table), "build");
        List<List<Object>> rows = new ArrayList<>();
        for (Object row : (Iterable<?>) scan) {
            List<Object> values = new ArrayList<>();
            for (String column : columns) {
                values.add(SinkJars.call(row, "getField", column));
            }
            rows.add(values);
        }
        return rows;
    }

    /** Ends the threads that Iceberg keeps for reading and committing. */
    @Override
    public void close() throws ReflectiveOperationException {
        ((ExecutorService) iceberg.callStatic("org.apache.iceberg.util.ThreadPools", "getWorkerPool")).shutdownNow();
    }
}
