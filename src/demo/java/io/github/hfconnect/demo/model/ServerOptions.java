package io.github.hfconnect.demo.model;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ModelServer} is run.
 *
 * @param host the address to listen on
 * @param port the port, 0 for any free one
 * @param workers threads that run the models
 * @param maxConcurrentInputs texts in the house at once; what would exceed it is turned away
 * @param apiKey the bearer token callers must show, null for none
 */
public record ServerOptions(
        String host,
        int port,
        int workers,
        int maxConcurrentInputs,
        @Nullable String apiKey) {

    private static final int MAX_WORKERS = 4;

    /** Checks the ranges. */
    public ServerOptions {
        if (port < 0 || port > 65535 || workers < 1 || maxConcurrentInputs < 1) {
            throw new IllegalArgumentException("port, workers or max-concurrent-inputs out of range");
        }
    }

    /** Any free loopback port, two to four workers, TEI's default bound of 512, no key. */
    public static ServerOptions loopback() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new ServerOptions("127.0.0.1", 0, Math.max(2, Math.min(MAX_WORKERS, processors)), 512, null);
    }

    /** Reads {@code --host}, {@code --port}, {@code --workers}, {@code --max-concurrent-inputs}, {@code --api-key}. */
    static ServerOptions parse(List<String> arguments) {
        ServerOptions options = loopback().withPort(8085);
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String name = words.next();
            if (!words.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            options = options.with(name, words.next());
        }
        return options;
    }

    /** The same with another address. */
    public ServerOptions withHost(String other) {
        return new ServerOptions(other, port, workers, maxConcurrentInputs, apiKey);
    }

    /** The same with another port. */
    public ServerOptions withPort(int other) {
        return new ServerOptions(host, other, workers, maxConcurrentInputs, apiKey);
    }

    /** The same with another number of model threads. */
    public ServerOptions withWorkers(int other) {
        return new ServerOptions(host, port, other, maxConcurrentInputs, apiKey);
    }

    /** The same with another bound on texts in the house. */
    public ServerOptions withMaxConcurrentInputs(int other) {
        return new ServerOptions(host, port, workers, other, apiKey);
    }

    /** The same for callers with this key only. */
    public ServerOptions withApiKey(String key) {
        return new ServerOptions(host, port, workers, maxConcurrentInputs, key);
    }

    private ServerOptions with(String name, String value) {
        return switch (name) {
            case "--host" -> withHost(value);
            case "--port" -> withPort(Integer.parseInt(value));
            case "--workers" -> withWorkers(Integer.parseInt(value));
            case "--max-concurrent-inputs" -> withMaxConcurrentInputs(Integer.parseInt(value));
            case "--api-key" -> withApiKey(value);
            default -> throw new IllegalArgumentException("unknown option " + name);
        };
    }
}
