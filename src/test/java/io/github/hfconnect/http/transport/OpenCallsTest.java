package io.github.hfconnect.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.server.ApiResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

class OpenCallsTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final CountDownLatch reading = new CountDownLatch(1);

    private final OkHttpClient client = new OkHttpClient.Builder()
            .readTimeout(Duration.ZERO)
            .eventListener(new EventListener() {
                @Override
                public void responseBodyStart(Call call) {
                    reading.countDown();
                }
            })
            .build();

    private final OpenCalls calls = new OpenCalls(client);

    private ApiResponse answer() throws Exception {
        Call call = client.newCall(new Request.Builder().url(server.url("/")).build());
        return calls.execute(call, 1000);
    }

    @Test
    void closingEndsACallWhoseHeadersAreThere() throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .body("[[1,2]]")
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build());
        FutureTask<ApiResponse> call = new FutureTask<>(this::answer);
        new Thread(call).start();
        reading.await();
        calls.close();

        assertThatThrownBy(call::get).hasCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void aCallThatComesLaterIsNotMade() {
        calls.close();

        assertThatThrownBy(this::answer).isInstanceOf(ClientClosedException.class);
        assertThat(server.getRequestCount()).isZero();
    }
}
