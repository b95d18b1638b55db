package io.github.hfconnect.demo.model;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server with two small real models, each in two wire formats:
 *
 * <ul>
 *   <li>TEI 1.9: {@code /tei/toxicity} ({@code /predict}) and {@code /tei/minilm} ({@code /embed},
 *       {@code /v1/embeddings}), each with {@code /info} and {@code /health};
 *   <li>Hugging Face: {@code /models/hfconnect/toxicity} and
 *       {@code /models/sentence-transformers/all-MiniLM-L6-v2/pipeline/feature-extraction}.
 * </ul>
 *
 * {@code GET /stats} shows what {@link #stats()} says.
 */
public final class ModelServer implements AutoCloseable {

    static {
        // Read when the server class is loaded; without it small answers wait for delayed acknowledgements.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService callers;
    private final Workers workers;
    private final CallStatistics statistics;

    private ModelServer(HttpServer server, ExecutorService callers, Workers workers, CallStatistics statistics) {
        this.server = server;
        this.callers = callers;
        this.workers = workers;
        this.statistics = statistics;
    }

    /**
     * Loads the models, if this process has not yet, and listens.
     *
     * @throws IOException if the port is taken or a model file is missing
     */
    public static ModelServer start(ServerOptions options) throws IOException {
        ToxicityClassifier classifier = ToxicityClassifier.shipped();
        CallStatistics statistics = new CallStatistics();
        HttpServer server = HttpServer.create(new InetSocketAddress(options.host(), options.port()), 0);
        Workers workers = new Workers(options.workers(), options.maxConcurrentInputs(), statistics);
        // A thread a call, without a bound: it is the bound on inputs that turns calls away, not a silent queue.
        ExecutorService callers = Executors.newCachedThreadPool(DaemonThreads.named("model-call"));
        server.setExecutor(callers);
        server.createContext("/", new Routes(options, workers, statistics, classifier).router());
        server.start();
        return new ModelServer(server, callers, workers, statistics);
    }

    /** Listens on the given address; 0 is any free port. */
    public static ModelServer start(String host, int port) throws IOException {
        return start(ServerOptions.loopback().withHost(host).withPort(port));
    }

    /** Runs until the process is ended; for the options see {@link ServerOptions}. */
    public static void main(String[] arguments) throws IOException {
        // The tokenizer's library reports that it looked for a GPU.
        System.setProperty("org.slf4j.simpleLogger.log.ai.djl", "error");
        ModelServer server = start(ServerOptions.parse(List.of(arguments)));
        System.out.println("model server ready at " + server.url());
    }

    /** The base URL, without a closing slash. */
    public String url() {
        InetSocketAddress address = server.getAddress();
        return "http://" + address.getHostString() + ":" + address.getPort();
    }

    /** What the server has done so far. */
    public ServerStatistics stats() {
        return statistics.snapshot();
    }

    /** Stops listening and breaks off calls that are under way. */
    @Override
    public void close() {
        server.stop(0);
        callers.shutdown();
        workers.close();
    }
}
