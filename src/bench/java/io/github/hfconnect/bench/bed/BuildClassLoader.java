package io.github.hfconnect.bench.bed;

import io.github.hfconnect.bench.result.BenchFailedException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The classes of a build, apart from those that the benchmark was compiled with, as a worker loads them: only Kafka's are shared. */
public final class BuildClassLoader extends URLClassLoader {

    private BuildClassLoader(List<URL> jars) {
        super(jars.toArray(URL[]::new), new Shared());
    }

    static BuildClassLoader of(Build build) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.walk(build.pluginPath())) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                jars.add(file.toUri().toURL());
            }
        }
        return new BuildClassLoader(jars);
    }

    /**
     * A new object of one of its classes.
     *
     * @param type an interface or class of Kafka's that it has
     * @throws BenchFailedException where the build has no such class
     */
    public <T> T create(String className, Class<T> type) {
        try {
            return type.cast(loadClass(className).getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new BenchFailedException("The build has no " + className, e);
        }
    }

    /** The JDK, Kafka and logging. */
    private static final class Shared extends ClassLoader {

        Shared() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.apache.kafka.") || name.startsWith("org.slf4j.")) {
                return Class.forName(name, false, BuildClassLoader.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
