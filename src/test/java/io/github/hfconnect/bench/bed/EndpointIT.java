package io.github.hfconnect.bench.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.bench.endpoint.EndpointStatistics;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.peer.LabelWire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scripted endpoint as a process of its own. */
class EndpointIT {

    private static Endpoint endpoint;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        endpoint = Endpoint.start();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    @Test
    void answersAndCounts() throws Exception {
        endpoint.follow(Script.INSTANT);

        HttpResponse<String> answer = predict("1-1 good", "1-2 bad", "1-1 good").join();

        assertThat(answer.body()).startsWith("[[{\"label\":\"1-1\",").contains("[{\"label\":\"1-2\",");
        assertThat(endpoint.statistics()).isEqualTo(new EndpointStatistics(1, 0, 0, 3, 2, 1));
    }

    @Test
    void turnsAwayWhatIsBeyondItsLimit() {
        endpoint.follow(Script.latency(Duration.ofSeconds(2)).withKnee(2, 1, 2));

        List<CompletableFuture<HttpResponse<String>>> calls =
                Stream.generate(() -> predict("text")).limit(3).toList();

        assertThat(calls).extracting(call -> call.join().statusCode()).containsExactlyInAnyOrder(200, 200, 429);
        assertThat(endpoint.statistics().overloaded()).isEqualTo(1);
    }

    @Test
    void isUnreachableWhileItIsDownAndAnswersAgainAfterwards() {
        endpoint.follow(Script.INSTANT.withDown(true));
        assertThatThrownBy(() -> predict("text").join()).hasCauseInstanceOf(ConnectException.class);

        endpoint.follow(Script.INSTANT);
        assertThat(predict("text").join().statusCode()).isEqualTo(200);
    }

    private CompletableFuture<HttpResponse<String>> predict(String... texts) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url() + "/predict"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(BodyPublishers.ofByteArray(LabelWire.PREDICT.body(Stream.of(texts))))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }
}
