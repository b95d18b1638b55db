package io.github.hfconnect.demo.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.demo.model.ModelServer;
import io.github.hfconnect.demo.model.ServerStatistics;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The demo's model server as a process: its native libraries unpack themselves into the process's directory, and may be in the
 * middle of anything when all has to end.
 */
public final class ModelProcess extends ServerProcess {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOST = "127.0.0.1";

    private final int port;

    private ModelProcess(TempDirectory directory, JavaCommand command, int port) throws IOException {
        super(directory, command);
        this.port = port;
    }

    /** Starts the server on this JVM's class path, without waiting until it has loaded its models. */
    public static ModelProcess launch(int port) throws IOException {
        TempDirectory directory = TempDirectory.create("model");
        JavaCommand command = new JavaCommand(
                "model-server",
                System.getProperty("java.class.path"),
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-DDJL_CACHE_DIR=" + directory.path()),
                ModelServer.class.getName(),
                List.of("--host", HOST, "--port", Integer.toString(port)),
                Map.of());
        return new ModelProcess(directory, command, port);
    }

    /** The base URL, without a closing slash. */
    public String url() {
        return "http://" + HOST + ":" + port;
    }

    /** What the server has done so far. */
    public ServerStatistics statistics() {
        try {
            return JSON.treeToValue(new RestCall(URI.create(url())).get("/stats"), ServerStatistics.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The model server's statistics cannot be read", e);
        }
    }

    /** A vector of MiniLM for each of at most 32 texts, as {@code /tei/minilm/embed} answers them. */
    public List<List<Float>> embed(List<String> texts) {
        JsonNode body = JSON.valueToTree(Map.of("inputs", texts, "truncate", true));
        JsonNode vectors = new RestCall(URI.create(url())).send("POST", "/tei/minilm/embed", body.toString());
        return JSON.convertValue(vectors, new TypeReference<>() {});
    }

    @Override
    public void awaitReady() {
        process().awaitReady(() -> FreePorts.accepts(port));
    }
}
