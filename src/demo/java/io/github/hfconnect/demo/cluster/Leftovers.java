package io.github.hfconnect.demo.cluster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What must not outlive this JVM: on its end, by Ctrl-C too, the processes are killed and then their directories deleted. */
final class Leftovers {

    private static final Set<JavaProcess> PROCESSES = ConcurrentHashMap.newKeySet();
    private static final Set<TempDirectory> DIRECTORIES = ConcurrentHashMap.newKeySet();
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::clear, "clear-leftovers"));
    }

    private Leftovers() {}

    static void add(JavaProcess process) {
        PROCESSES.add(process);
        refuseWhileEnding();
    }

    static void add(TempDirectory directory) {
        DIRECTORIES.add(directory);
        refuseWhileEnding();
    }

    static void remove(JavaProcess process) {
        PROCESSES.remove(process);
    }

    static void remove(TempDirectory directory) {
        DIRECTORIES.remove(directory);
    }

    private static void clear() {
        ending = true;
        PROCESSES.forEach(JavaProcess::kill9);
        DIRECTORIES.forEach(TempDirectory::close);
    }

    // Another thread may be about to start the next process while the JVM ends.
    private static void refuseWhileEnding() {
        if (ending) {
            clear();
            throw new IllegalStateException("This JVM is ending");
        }
    }
}
