package io.github.hfconnect.bench.bed;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.bench.endpoint.Arrival;
import io.github.hfconnect.bench.endpoint.EndpointStatistics;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.endpoint.ScriptedEndpoint;
import io.github.hfconnect.bench.result.BenchFailedException;
import io.github.hfconnect.demo.cluster.FreePorts;
import io.github.hfconnect.demo.cluster.MainProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** The scripted endpoint's process, and the reins of it. */
public final class Endpoint implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MainProcess process;
    private final int modelPort;
    private final int controlPort;
    private final HttpClient http = HttpClient.newHttpClient();

    private Endpoint(MainProcess process, int modelPort, int controlPort) {
        this.process = process;
        this.modelPort = modelPort;
        this.controlPort = controlPort;
    }

    static Endpoint start() throws IOException {
        int modelPort = FreePorts.any();
        int controlPort = FreePorts.any();
        List<String> ports = List.of(Integer.toString(modelPort), Integer.toString(controlPort));
        return new Endpoint(
                MainProcess.start("scripted-endpoint", ScriptedEndpoint.class, ports, controlPort),
                modelPort,
                controlPort);
    }

    /** The base URL, without a closing slash. */
    public String url() {
        return "http://127.0.0.1:" + modelPort;
    }

    /** Behaves as the script says from now on, and counts from now on. */
    public void follow(Script script) {
        change(script);
        forget();
    }

    /** Behaves as the script says from now on. */
    public void change(Script script) {
        control(
                "PUT",
                "/script",
                BodyPublishers.ofString(JSON.valueToTree(script).toString()));
    }

    /** Counts from now on. */
    public void forget() {
        control("DELETE", "/statistics", BodyPublishers.noBody());
    }

    /** What it has counted. */
    public EndpointStatistics statistics() {
        try {
            return JSON.readValue(control("GET", "/statistics", BodyPublishers.noBody()), EndpointStatistics.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each call that has come while there was a quota, in their order. */
    public List<Arrival> arrivals() {
        try {
            return JSON.readValue(control("GET", "/arrivals", BodyPublishers.noBody()), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String control(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + controlPort + path))
                .method(method, body)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new BenchFailedException("The endpoint refused " + method + " " + path + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new BenchFailedException("The endpoint does not answer; its log: " + process.logTail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
