package io.github.hfconnect.demo.cluster;

import java.nio.file.Path;

/**
 * Where {@code bin/demo} lets this JVM keep temporary files. The model's native libraries unpack themselves there, and not all
 * of them clear up behind them.
 */
public final class Scratch {

    /** Set by {@code bin/demo} beside {@code java.io.tmpdir}, which Java reads before any program can set it. */
    private static final String PROPERTY = "demo.scratch";

    private Scratch() {}

    /** Deletes the directory with all it holds when this JVM ends. */
    public static void deleteAtEnd() {
        String directory = System.getProperty(PROPERTY);
        if (directory != null) {
            Leftovers.add(new TempDirectory(Path.of(directory)));
        }
    }
}
