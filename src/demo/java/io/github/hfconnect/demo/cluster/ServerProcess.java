package io.github.hfconnect.demo.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What all servers have in common: one child JVM at a time, in a directory that stays over restarts. */
public abstract class ServerProcess implements AutoCloseable {

    private final TempDirectory directory;
    private final JavaCommand command;
    private volatile JavaProcess process;

    ServerProcess(TempDirectory directory, JavaCommand command) throws IOException {
        this.directory = directory;
        this.command = command;
        this.process = JavaProcess.start(command, directory);
    }

    /**
     * Waits until the process serves.
     *
     * @throws IllegalStateException with the end of its log, where it ended or did not come up in time
     */
    public abstract void awaitReady();

    /** Starts the process again, with the same ports and data, and does not wait for it. */
    public void restart() throws IOException {
        stop();
        process = JavaProcess.start(command, directory);
    }

    /** Ends the process as an operator would; its data stays. */
    public void stop() {
        process().stop();
    }

    /** Ends the process at once, as a crash would; its data stays. */
    public void kill9() {
        process().kill9();
    }

    /** Stops the process where it stands, as a long pause of its machine would (SIGSTOP), until {@link #thaw()}. */
    public void freeze() throws IOException {
        signal("-STOP");
    }

    /** Lets a frozen process go on. */
    public void thaw() throws IOException {
        signal("-CONT");
    }

    /** What the process is, for messages. */
    public String name() {
        return command.name();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process().isAlive();
    }

    /** The process id of the current start. */
    public long pid() {
        return process().pid();
    }

    /** The last lines of the process's log. */
    public String logTail() {
        return process().logTail();
    }

    /** What the process has written, over all its starts. */
    public Path log() {
        return process().log();
    }

    /** Where the process keeps its data and its log. */
    public Path directory() {
        return directory.path();
    }

    /** Stops the process and deletes its directory. */
    @Override
    public void close() {
        stop();
        directory.close();
    }

    /** Waits until the process serves, and closes it where it does not. */
    final void awaitReadyOrClose() {
        try {
            awaitReady();
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    final JavaProcess process() {
        return process;
    }

    private void signal(String signal) throws IOException {
        Process kill = new ProcessBuilder(List.of("kill", signal, Long.toString(pid()))).start();
        if (!Await.until(Duration.ofSeconds(30), () -> !kill.isAlive()) || kill.exitValue() != 0) {
            throw new IOException("kill " + signal + " did not reach process " + pid());
        }
    }
}
