package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.AppendTimes;
import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.postgres.Database;
import io.github.hfconnect.bench.postgres.PostgresInstallation;
import io.github.hfconnect.bench.postgres.PostgresProcess;
import io.github.hfconnect.bench.result.BenchFailedException;
import io.github.hfconnect.bench.result.Figure;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first run over a table: Debezium with the transform, and Debezium with the sink behind it. Each text is another one. */
final class Snapshot implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(20);

    /** The transform asks about one row after the other, so that its pace is known after a few. */
    private static final int ROWS_OF_TRANSFORM = 500;

    private static final int SHARE_OF_MANY = 10;

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public String summary() {
        return "a PostgreSQL table through Debezium, the transform in the source against the sink behind it, endpoint of 20 ms";
    }

    @Override
    public Optional<String> obstacle() {
        if (PostgresInstallation.find().isEmpty()) {
            return Optional.of("no PostgreSQL server is installed");
        }
        return Files.isDirectory(others())
                ? Optional.empty()
                : Optional.of("there is no Debezium; copy it with: mvn -f src/kafka/connect-plugins/pom.xml package");
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException {
        bed.endpoint().follow(Script.latency(LATENCY));
        int rows = effort.many() / SHARE_OF_MANY;
        try (PostgresProcess postgres =
                        PostgresProcess.start(PostgresInstallation.find().orElseThrow());
                WorkerProcess worker = WorkerProcess.start(worker(bed))) {
            Run run = new Run(bed, worker, postgres);
            // As every worker here is warmed up: a snapshot of fifteen seconds is no measure of one of hours while
            // Debezium is compiled.
            double cold = run.sink(rows);
            double transform = run.transform(ROWS_OF_TRANSFORM);
            double sink = run.sink(rows);
            return List.of(
                    Figure.of("rows", "", rows),
                    Figure.of("transform in the source (first " + ROWS_OF_TRANSFORM + " rows)", "records/s", transform),
                    Figure.of("sink, the first snapshot of this worker", "records/s", cold),
                    Figure.of("sink, from Debezium's first event to the last record", "records/s", sink),
                    Figure.of("sink over transform", "times", sink / transform).atLeast(200));
        } catch (SQLException e) {
            throw new BenchFailedException("PostgreSQL refused", e);
        }
    }

    private static Path others() {
        return Checkout.locate().root().resolve("target/kafka/connect-plugins");
    }

    private static WorkerSetup worker(Bed bed) {
        return bed.anotherWorker()
                .tunedAsInProduction()
                .heap("1g")
                .group(bed.newName("snapshot"))
                .property("plugin.path", bed.build().pluginPath() + "," + others());
    }

    /** What one run works with. */
    private record Run(Bed bed, WorkerProcess worker, PostgresProcess postgres) {

        double transform(int rows) throws SQLException {
            String name = table(rows);
            Map<String, String> source = source(name);
            source.put("transforms", "mood");
            source.put("transforms.mood.type", "io.github.hfconnect.HuggingFaceTransform$Value");
            source.put("transforms.mood.task", "text-classification");
            source.put("transforms.mood.endpoint.api", "tei");
            source.put("transforms.mood.endpoint.urls", bed.endpoint().url());
            source.put("transforms.mood.input.field", "after.text");
            start(name, source);
            AppendTimes times = read(topic(name), rows);
            worker.rest().delete(name);
            return times.perSecond(0, 1);
        }

        double sink(int rows) throws SQLException {
            String name = table(rows);
            String output = name + ".out";
            bed.topics().create(output, 1);
            start(
                    name + "-sink",
                    new SinkSettings().set("input.field", "after.text").connector(bed, topic(name), output));
            start(name, source(name));
            AppendTimes written = read(output, rows);
            AppendTimes events = read(topic(name), rows);
            worker.rest().delete(name);
            worker.rest().delete(name + "-sink");
            return rows * 1000.0 / (written.last() - events.first());
        }

        private String table(int rows) throws SQLException {
            String name = bed.newName("snapshot").replace('-', '_');
            Database database = postgres.create(name);
            database.execute(
                    "CREATE TABLE texts (id integer PRIMARY KEY, text text)",
                    "INSERT INTO texts SELECT id, 'a text that nobody has written before, number ' || id"
                            + " FROM generate_series(1, " + rows + ") id");
            bed.topics().create(topic(name), 1);
            return name;
        }

        private static String topic(String name) {
            return name + ".public.texts";
        }

        private Map<String, String> source(String name) {
            Map<String, String> config = new HashMap<>();
            config.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
            config.put("database.hostname", "127.0.0.1");
            config.put("database.port", Integer.toString(postgres.port()));
            config.put("database.user", "postgres");
            config.put("database.password", "none");
            config.put("database.dbname", name);
            config.put("topic.prefix", name);
            config.put("slot.name", name);
            config.put("plugin.name", "pgoutput");
            config.put("snapshot.mode", "initial_only");
            return config;
        }

        private void start(String name, Map<String, String> config) {
            worker.rest().put(name, config);
            worker.rest().awaitRunning(name, 1);
        }

        private AppendTimes read(String topic, int rows) {
            AppendTimes times = new AppendTimes();
            bed.topics().read(topic, rows, record -> times.add(record.timestamp()));
            if (times.size() != rows) {
                throw new BenchFailedException(times.size() + " of " + rows + " records came to " + topic
                        + "; the end of the worker's log:\n" + worker.logTail());
            }
            return times;
        }
    }
}
