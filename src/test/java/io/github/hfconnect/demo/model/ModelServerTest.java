package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelServerTest {

    private static final String PREDICT = "/tei/toxicity/predict";

    @Test
    void callsOfModelsAreCounted() throws IOException {
        try (ModelServer server = ModelServer.start(ServerOptions.loopback())) {
            Caller caller = new Caller(server);
            caller.get("/tei/toxicity/info");
            caller.post(PREDICT, "{\"inputs\":\"one\"}");
            caller.post("/models/hfconnect/toxicity", "{\"inputs\":[\"one\",\"two\",\"three\"]}");
            caller.post(PREDICT, "{\"inputs\":\"\"}");
            caller.post(PREDICT, "{}");
            caller.post(PREDICT, "{}");

            assertThat(server.stats()).isEqualTo(new ServerStatistics(5, 4, 2.0, Map.of(400, 1L, 422, 2L)));
            assertThat(Caller.json(caller.get("/stats")).get("inputs").longValue())
                    .isEqualTo(4);
        }
    }

    @Test
    void concurrentCallersGetTheirOwnAnswers() throws IOException {
        try (ModelServer server = ModelServer.start(ServerOptions.loopback())) {
            Caller caller = new Caller(server);
            Set<String> answers = IntStream.range(0, 64)
                    .parallel()
                    .mapToObj(i -> i % 4
                            + caller.post(PREDICT, "{\"inputs\":\"number " + i % 4 + "\"}")
                                    .body())
                    .collect(Collectors.toSet());

            assertThat(answers).hasSize(4);
            assertThat(server.stats().inputs()).isEqualTo(64);
        }
    }

    @Test
    void withAKeyOnlyItsBearerMayCall() throws IOException {
        try (ModelServer server = ModelServer.start(ServerOptions.loopback().withApiKey("demo-key"))) {
            Caller caller = new Caller(server);

            HttpResponse<String> tei = withToken(caller, PREDICT, "Bearer wrong");
            assertThat(tei.statusCode()).isEqualTo(401);
            assertThat(tei.body()).isEmpty();
            assertThat(caller.get("/tei/toxicity/info").statusCode()).isEqualTo(401);
            assertThat(caller.get("/tei/toxicity/health").statusCode()).isEqualTo(200);
            assertThat(withToken(caller, "/models/hfconnect/toxicity", "demo-key")
                            .body())
                    .isEqualTo("{\"error\":\"Invalid username or password.\"}");
            assertThat(withToken(caller, PREDICT, "Bearer demo-key").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTakenPortIsReportedAtOnce() throws IOException {
        try (ModelServer server = ModelServer.start("127.0.0.1", 0)) {
            int port = Integer.parseInt(server.url().substring(server.url().lastIndexOf(':') + 1));

            assertThatThrownBy(() -> ModelServer.start("127.0.0.1", port)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClosedServerFreesItsPort() throws IOException {
        ModelServer first = ModelServer.start("127.0.0.1", 0);
        first.close();
        int port = Integer.parseInt(first.url().substring(first.url().lastIndexOf(':') + 1));

        try (ModelServer second = ModelServer.start("127.0.0.1", port)) {
            assertThat(new Caller(second).get("/health").statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> withToken(Caller caller, String path, String authorization) {
        return caller.send(caller.at(path)
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString("{\"inputs\":\"hi\"}")));
    }
}
