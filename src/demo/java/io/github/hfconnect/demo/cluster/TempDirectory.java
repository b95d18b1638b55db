package io.github.hfconnect.demo.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A directory of one process or demonstration, deleted with all it holds.
 *
 * @param path exists until {@link #close()}
 */
public record TempDirectory(Path path) implements AutoCloseable {

    /** Creates one; it is deleted also where this JVM is ended by a signal. */
    public static TempDirectory create(String name) throws IOException {
        TempDirectory directory = new TempDirectory(Files.createTempDirectory("hfconnect-" + name + "-"));
        Leftovers.add(directory);
        return directory;
    }

    /** Writes properties into a file of the directory. */
    Path write(String name, Properties properties) throws IOException {
        List<String> lines = properties.stringPropertyNames().stream()
                .sorted()
                .map(key -> key + "=" + properties.getProperty(key))
                .toList();
        return Files.write(path.resolve(name), lines);
    }

    /** Copies the byte code of one class below the directory, as the root of a class path. */
    Path classPathOf(Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Path copy = path.resolve("classes").resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream code = type.getResourceAsStream("/" + file)) {
            if (code == null) {
                throw new IOException("No byte code of " + type);
            }
            Files.copy(code, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return path.resolve("classes");
    }

    /** Deletes the directory; what cannot be deleted is left to the operating system's own clearing. */
    @Override
    public void close() {
        try (Stream<Path> tree = Files.walk(path)) {
            tree.sorted(Comparator.reverseOrder()).forEach(TempDirectory::delete);
        } catch (IOException e) {
            delete(path);
        }
        Leftovers.remove(this);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
