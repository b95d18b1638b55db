package io.github.hfconnect.micro;

import java.io.IOException;
import java.io.InputStream;

/** Loads the plugin as a worker does that has nothing of OpenTelemetry, which the class path of the benchmarks has. */
final class BareWorker extends ClassLoader {

    BareWorker() {
        super(BareWorker.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("io.opentelemetry.")) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith("io.github.hfconnect.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (stream == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = stream.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
