package io.github.hfconnect.e2e.cdc;

import io.github.hfconnect.demo.cluster.Checkout;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The jars of somebody else's sink, apart from ours as a worker keeps them: but for Kafka's and Connect's classes it has its own. What
 * is called is known by name, because our tests are not compiled against it.
 */
final class SinkJars implements AutoCloseable {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;

    private SinkJars(URL[] jars) {
        loader = new OwnFirst(jars);
        // As in a task's thread: Iceberg looks for its catalogs there.
        Thread.currentThread().setContextClassLoader(loader);
    }

    /** Those that {@code src/kafka/<name>-sink/pom.xml} names. */
    static SinkJars of(String name) throws IOException {
        Path directory = Checkout.locate().root().resolve("target/kafka/sinks").resolve(name);
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path jar : files.toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
        return new SinkJars(jars.toArray(URL[]::new));
    }

    Object make(String type, Object... arguments) throws ReflectiveOperationException {
        Constructor<?> constructor = fitting(Stream.of(loader.loadClass(type).getDeclaredConstructors()), arguments);
        return constructor.newInstance(arguments);
    }

    Object callStatic(String type, String method, Object... arguments) throws ReflectiveOperationException {
        return named(loader.loadClass(type), method, arguments).invoke(null, arguments);
    }

    static Object call(Object target, String method, Object... arguments) throws ReflectiveOperationException {
        return named(target.getClass(), method, arguments).invoke(target, arguments);
    }

    private static Method named(Class<?> type, String name, Object... arguments) {
        Stream<Method> methods = Stream.<Class<?>>iterate(type, Class::getSuperclass)
                .takeWhile(each -> each != null)
                .flatMap(each -> Stream.concat(Stream.of(each.getDeclaredMethods()), Stream.of(each.getMethods())))
                .filter(method -> method.getName().equals(name));
        return fitting(methods, arguments);
    }

    private static <E extends Executable> E fitting(Stream<E> all, Object... arguments) {
        E fitting = all.filter(each -> takes(each.getParameterTypes(), arguments))
                .findFirst()
                .orElseThrow();
        fitting.setAccessible(true);
        return fitting;
    }

    private static boolean takes(Class<?>[] types, Object... arguments) {
        return types.length == arguments.length
                && IntStream.range(0, types.length).allMatch(i -> types[i].isInstance(arguments[i]));
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
    }

    /** As a worker's class loader for plugins. */
    private static final class OwnFirst extends URLClassLoader {

        OwnFirst(URL[] jars) {
            super(jars, SinkJars.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : ownOrSuper(name, resolve);
            }
        }

        private Class<?> ownOrSuper(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("java.") && !name.startsWith("org.apache.kafka.")) {
                try {
                    return findClass(name);
                } catch (ClassNotFoundException e) {
                    // Not its own.
                }
            }
            return super.loadClass(name, resolve);
        }
    }
}
