package io.github.hfconnect.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * As much of a schema registry (Apicurio Registry's REST API, version 2) as its converters of 2.6 need: a schema is registered,
 * and read by the global id that stands before each value. The registry's own server is not released as a library.
 */
public final class SmallRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REGISTER = Pattern.compile("/apis/registry/v2/groups/([^/]+)/artifacts\\?.*");
    private static final Pattern READ = Pattern.compile("/apis/registry/v2/ids/globalIds/(\\d+)(/references)?(\\?.*)?");

    /** One schema; its global id is its place in the list, from 1. */
    private record Registered(String artifact, String content, JsonNode references) {}

    private final List<Registered> schemas = new ArrayList<>();
    private final Queue<String> unknown = new ConcurrentLinkedQueue<>();
    private final MockWebServer server = new MockWebServer();

    private final AtomicInteger requests = new AtomicInteger();
    private volatile @Nullable MockResponse trouble;
    private volatile long latencyMillis;

    private SmallRegistry(int port) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start(InetAddress.getLoopbackAddress(), port);
    }

    /** A registry that knows no schema, on a free port. */
    public static SmallRegistry start() throws IOException {
        return startAt(0);
    }

    /** The same on that port. */
    public static SmallRegistry startAt(int port) throws IOException {
        return new SmallRegistry(port);
    }

    /** Answers every request so, until told otherwise by null. */
    public void failWith(@Nullable MockResponse response) {
        trouble = response;
    }

    /** How long each answer takes from now on. */
    public void latencyMillis(long millis) {
        latencyMillis = millis;
    }

    /** How often it was asked, whatever it has answered. */
    public int requests() {
        return requests.get();
    }

    /** The newest schema of that artifact. */
    public synchronized int newest(String artifact) {
        return IntStream.rangeClosed(1, schemas.size())
                .filter(globalId -> registered(globalId).artifact().equals(artifact))
                .max()
                .orElseThrow();
    }

    /** A schema as it was registered. */
    public String content(int globalId) {
        return registered(globalId).content();
    }

    /** The artifacts that a schema refers to. */
    public List<String> references(int globalId) {
        List<String> artifacts = new ArrayList<>();
        registered(globalId)
                .references()
                .forEach(reference -> artifacts.add(reference.path("artifactId").asText()));
        return artifacts;
    }

    /** The address that a converter on this machine is told. */
    public String url() {
        return "http://127.0.0.1:" + server.getPort() + "/apis/registry/v2";
    }

    /** Requests that a registry would have answered, and this one could not. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    private MockResponse answer(RecordedRequest request) {
        requests.incrementAndGet();
        MockResponse failure = trouble;
        return failure == null
                ? usual(request)
                        .newBuilder()
                        .headersDelay(latencyMillis, TimeUnit.MILLISECONDS)
                        .build()
                : failure;
    }

    private MockResponse usual(RecordedRequest request) {
        Matcher register = REGISTER.matcher(request.getTarget());
        if (request.getMethod().equals("POST") && register.matches()) {
            return json(register(register.group(1), request));
        }
        Matcher read = READ.matcher(request.getTarget());
        if (read.matches()) {
            Registered schema = registered(Integer.parseInt(read.group(1)));
            return json(
                    read.group(2) == null
                            ? schema.content()
                            : schema.references().toString());
        }
        unknown.add(request.getMethod() + " " + request.getTarget());
        return new MockResponse.Builder().code(404).build();
    }

    private synchronized Registered registered(int globalId) {
        return schemas.get(globalId - 1);
    }

    private synchronized String register(String group, RecordedRequest request) {
        String artifact = Objects.requireNonNullElse(request.getHeaders().get("X-Registry-ArtifactId"), "unnamed");
        Registered schema = schema(artifact, body(request));
        int index = schemas.indexOf(schema);
        if (index < 0) {
            index = schemas.size();
            schemas.add(schema);
        }
        ObjectNode meta = JSON.createObjectNode();
        meta.put("groupId", group).put("id", artifact).put("version", "1").put("type", "AVRO");
        meta.put("globalId", index + 1).put("contentId", index + 1).put("state", "ENABLED");
        return meta.toString();
    }

    /** Alone, or with the schemas that it refers to beside it. */
    private static Registered schema(String artifact, String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.has("content")
                    ? new Registered(artifact, json.path("content").asText(), json.withArray("references"))
                    : new Registered(artifact, body, JSON.createArrayNode());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
