package io.github.hfconnect.bench.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of a PostgreSQL server that a package manager has installed. Debian keeps them off the search path, in a
 * directory for each major version.
 *
 * @param programs the directory of {@code initdb} and {@code postgres}
 */
public record PostgresInstallation(Path programs) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /** The server has to be somebody else where this process is root: PostgreSQL refuses to run as root. */
    private static final String ACCOUNT = "postgres";

    /** The newest one, or nothing where there is none. */
    public static Optional<PostgresInstallation> find() {
        return candidates()
                .filter(directory -> Files.isExecutable(directory.resolve("initdb")))
                .map(PostgresInstallation::new)
                .findFirst();
    }

    private static Stream<Path> candidates() {
        Stream<Path> onThePath = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of);
        return Stream.concat(debianVersions().stream(), onThePath);
    }

    private static List<Path> debianVersions() {
        if (!Files.isDirectory(DEBIAN)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.sorted(Comparator.comparing((Path version) -> major(version))
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int major(Path version) {
        String name = version.getFileName().toString();
        return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
    }

    /** A command line of one of the programs, as the server's account where this process is root. */
    List<String> command(String program, String... arguments) {
        List<String> line = new ArrayList<>(asServerAccount());
        line.add(programs.resolve(program).toString());
        line.addAll(List.of(arguments));
        return line;
    }

    /** What goes before a command so that it runs as the server's account; nothing where this process may run it. */
    static List<String> asServerAccount() {
        return isRoot()
                ? List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--init-groups", "--")
                : List.of();
    }

    /** Lets the server's account write into a directory. */
    static void give(Path directory) throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
