package io.github.hfconnect.bench.postgres;

import io.github.hfconnect.demo.cluster.FreePorts;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of its own on loopback, with logical decoding and without passwords. It never outlives this JVM: a shell
 * beside it ends it when the pipe to this JVM breaks.
 */
public final class PostgresProcess implements AutoCloseable {

    /** The superuser. */
    static final String USER = "postgres";

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final long STOP_SECONDS = 20;

    /** Starts the server and ends it by a fast shutdown (SIGINT) when the standard input ends. */
    private static final String UNTIL_INPUT_ENDS = "\"$@\" & cat >/dev/null; kill -INT $!; wait $!";

    /** Nothing here has to survive a power cut; as many slots as there are sources. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "wal_level=logical",
            "max_wal_senders=20",
            "max_replication_slots=20",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off");

    private final Path directory;
    private final int port;
    private final Process process;

    private PostgresProcess(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /**
     * Makes a cluster of databases in a temporary directory and serves it on a free port.
     *
     * @throws IllegalStateException with the end of the server's log, where it does not come up
     */
    public static PostgresProcess start(PostgresInstallation installation) throws IOException {
        Path directory = Files.createTempDirectory("hfconnect-postgres-");
        PostgresInstallation.give(directory);
        Path data = directory.resolve("data");
        run(installation.command(
                "initdb",
                "--pgdata=" + data,
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        int port = FreePorts.any();
        PostgresProcess server = new PostgresProcess(directory, port, serve(installation, data, port, directory));
        server.awaitReady();
        return server;
    }

    private static Process serve(PostgresInstallation installation, Path data, int port, Path directory)
            throws IOException {
        List<String> line = new ArrayList<>(PostgresInstallation.asServerAccount());
        line.addAll(List.of("sh", "-c", UNTIL_INPUT_ENDS, "sh"));
        line.add(installation.programs().resolve("postgres").toString());
        line.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> line.addAll(List.of("-c", setting)));
        return new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("postgres.log").toFile())
                .start();
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ended(process) || process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed: " + said);
        }
    }

    /** Where clients connect. */
    public int port() {
        return port;
    }

    /** Makes an empty database. */
    public Database create(String name) throws SQLException {
        new Database(port, "postgres").execute("CREATE DATABASE " + name);
        return new Database(port, name);
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        Database maintenance = new Database(port, "postgres");
        while (process.isAlive() && !maintenance.answers() && deadline - System.nanoTime() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        if (!process.isAlive() || !maintenance.answers()) {
            String log = log();
            close();
            throw new IllegalStateException("PostgreSQL did not come up; its log:\n" + log);
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("postgres.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Ends the server and deletes its data. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The shell has ended, and the server with it.
        }
        if (!ended(process)) {
            process.destroyForcibly();
        }
        delete(directory);
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }
}
