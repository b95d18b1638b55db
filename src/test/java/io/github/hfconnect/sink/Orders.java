package io.github.hfconnect.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Orders of the chaos suite to its workers, as files: one who finds the file takes it, and nobody else does. */
public final class Orders {

    private Orders() {}

    /** Gives an order. */
    public static void give(Path directory, String order) throws IOException {
        Files.writeString(directory.resolve(order), "");
    }

    /** Takes an order, where there is one. */
    public static boolean take(Path directory, String order) {
        try {
            return Files.deleteIfExists(directory.resolve(order));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
