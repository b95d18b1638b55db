package io.github.hfconnect.e2e;

import io.github.hfconnect.demo.cluster.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a test that misses records has to tell, because nothing of it is left afterwards. */
final class Whereabouts {

    /** What tasks say of partitions, and whatever goes wrong. */
    private static final Pattern TELLING = Pattern.compile(
            " (WARN|ERROR) |hfconnect\\.sink|Writing for|before it is held|Assigned topic partition|Partitions (revoked|lost)|"
                    + "Rewind|assigned partitions|revoked partitions");

    private Whereabouts() {}

    /** Committed offsets, dead letters, and the telling lines of the workers' logs. */
    static String of(Topics topics, String connector, int partitions, List<WorkerProcess> workers) {
        String committed = IntStream.range(0, partitions)
                .mapToObj(partition -> partition + "@" + topics.committed(connector, connector, partition))
                .collect(Collectors.joining(", "));
        String dead = topics.readAll(connector + ".dead").stream()
                .map(letter ->
                        Topics.id(letter) + " (" + Topics.header(letter, "__connect.errors.exception.message") + ")")
                .collect(Collectors.joining(", "));
        String logs = workers.stream().map(Whereabouts::told).collect(Collectors.joining("\n"));
        return "committed: " + committed + "\ndead letters: " + dead + "\n" + logs;
    }

    private static String told(WorkerProcess worker) {
        try (Stream<Path> files = Files.list(worker.directory())) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .flatMap(Whereabouts::lines)
                    .filter(line -> TELLING.matcher(line).find())
                    .collect(Collectors.joining("\n", worker.directory() + "\n", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path log) {
        try {
            return Files.readAllLines(log).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
