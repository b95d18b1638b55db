package io.github.hfconnect.demo.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One running child JVM. It never outlives this JVM: {@link ParentWatch} sees to that even after a kill -9 of it. */
final class JavaProcess {

    private static final int TAIL_LINES = 30;
    private static final long STOP_SECONDS = 15;
    // Seconds on an idle machine; a busy one may take its time.
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final Process process;
    private final Path log;

    private JavaProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts the process; its output is appended to a log file in the directory. */
    static JavaProcess start(JavaCommand command, TempDirectory directory) throws IOException {
        Path log = directory.path().resolve(command.name() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command.line(directory))
                .directory(directory.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(command.environment());
        JavaProcess started = new JavaProcess(command.name(), builder.start(), log);
        Leftovers.add(started);
        return started;
    }

    /**
     * Waits until the process can be used.
     *
     * @throws IllegalStateException with the end of its log, where it ended or the time is over
     */
    void awaitReady(BooleanSupplier ready) {
        boolean done = Await.until(START_LIMIT, () -> !process.isAlive() || ready.getAsBoolean());
        if (!process.isAlive()) {
            throw failure("ended with exit code " + process.exitValue() + " before it was ready");
        }
        if (!done) {
            throw failure("was not ready within " + START_LIMIT.toSeconds() + " s");
        }
    }

    /**
     * Waits until the process has done its work.
     *
     * @throws IllegalStateException with the end of its log, where it failed
     */
    void awaitSuccess() {
        if (!Await.until(START_LIMIT, () -> !process.isAlive())) {
            kill9();
            throw failure("did not end within " + START_LIMIT.toSeconds() + " s");
        }
        Leftovers.remove(this);
        if (process.exitValue() != 0) {
            throw failure("failed with exit code " + process.exitValue());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Where the process writes. */
    Path log() {
        return log;
    }

    /** Asks the process to end, and kills it where it does not. */
    void stop() {
        // Not process.destroy(): that closes the pipe first, and ParentWatch would end the process before it can close.
        process.toHandle().destroy();
        if (!ended(STOP_SECONDS)) {
            kill9();
        }
    }

    /** Ends the process at once, without its shutdown hooks. */
    void kill9() {
        process.destroyForcibly();
        ended(STOP_SECONDS);
    }

    /** The last lines that the process wrote. */
    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log " + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    private boolean ended(long seconds) {
        try {
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (ended) {
                Leftovers.remove(this);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException("The " + name + " " + what + "; the end of its log:\n" + logTail());
    }
}
