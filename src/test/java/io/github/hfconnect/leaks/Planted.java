package io.github.hfconnect.leaks;

import io.github.hfconnect.metrics.JmxMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Test classes that leave something behind, or nothing; only {@link LeakCheckTest} runs them. */
final class Planted {

    private static final Map<String, Object> CLUSTER =
            Map.of("bootstrap.servers", "127.0.0.1:9", "client.id", "planted");
    private static final Deque<AutoCloseable> LEFT = new ArrayDeque<>();

    private Planted() {}

    /** Closes what the planted classes did not. */
    static void closeAll() throws Exception {
        while (!LEFT.isEmpty()) {
            LEFT.pop().close();
        }
    }

    static class OfOurs {
        @Test
        void leaves() {
            LEFT.push(new Waiter("hf-planted-1"));
        }
    }

    static class OkHttpDispatcher {
        @Test
        void leaves() throws Exception {
            OkHttpClient client = new OkHttpClient();
            LEFT.push(() -> close(client));
            try (MockWebServer server = server()) {
                CountDownLatch done = new CountDownLatch(1);
                client.newCall(request(server)).enqueue(new CountDown(done));
                done.await();
            }
            awaitThread("OkHttp Dispatcher", "getTask");
        }
    }

    static class OkHttpConnection {
        @Test
        void leaves() throws Exception {
            OkHttpClient client = new OkHttpClient();
            MockWebServer server = server();
            LEFT.push(server);
            LEFT.push(() -> close(client));
            client.newCall(request(server)).execute().close();
            awaitThread("OkHttp", "awaitTaskToRun");
        }
    }

    static class OpenMockServer {
        @Test
        void leaves() throws IOException {
            LEFT.push(server());
        }
    }

    static class Producer {
        @Test
        void leaves() {
            LEFT.push(new KafkaProducer<>(CLUSTER, new ByteArraySerializer(), new ByteArraySerializer()));
        }
    }

    static class Consumer {
        @Test
        void leaves() {
            LEFT.push(new KafkaConsumer<>(CLUSTER, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        }
    }

    static class AdminClient {
        @Test
        void leaves() {
            LEFT.push(Admin.create(CLUSTER));
        }
    }

    static class Metrics {
        @Test
        void leaves() {
            LEFT.push(JmxMetrics.register("planted", Map.of(), Map.of()));
        }
    }

    static class Outer {
        @Nested
        class Inner {
            @Test
            void leaves() {
                LEFT.push(new Waiter("hf-planted-1"));
            }
        }
    }

    static class Closing {
        @Test
        void leavesNothing() throws Exception {
            new OkHttpDispatcher().leaves();
            new OkHttpConnection().leaves();
            new Producer().leaves();
            new Consumer().leaves();
            new AdminClient().leaves();
            new Metrics().leaves();
            closeAll();
        }
    }

    static class EndingLater {
        @Test
        void leavesWhatEnds() {
            new Thread(() -> LockSupport.parkNanos(Duration.ofMillis(200).toNanos())).start();
        }
    }

    static class ClosingOuter {

        @BeforeAll
        static void open() {
            LEFT.push(new Waiter("hf-planted-1"));
        }

        @AfterAll
        static void close() throws Exception {
            closeAll();
        }

        @Nested
        class Inner {
            @Test
            void uses() {
                LEFT.push(new Waiter("hf-planted-2"));
            }
        }
    }

    /** A thread of OkHttp is where it stays a moment after the call has returned: it bears a name of its work only if it has done some. */
    private static void awaitThread(String name, String frame) throws InterruptedException {
        while (Remains.now().items().stream()
                .map(Remains.Item::description)
                .noneMatch(item -> item.contains("thread " + name) && item.contains(frame))) {
            Thread.sleep(5);
        }
    }

    private static MockWebServer server() throws IOException {
        MockWebServer server = new MockWebServer();
        server.enqueue(new MockResponse.Builder().body("planted").build());
        server.start();
        return server;
    }

    private static Request request(MockWebServer server) {
        return new Request.Builder().url(server.url("/")).build();
    }

    private static void close(OkHttpClient client) {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private record CountDown(CountDownLatch latch) implements Callback {

        @Override
        public void onFailure(Call call, IOException e) {
            latch.countDown();
        }

        @Override
        public void onResponse(Call call, Response response) {
            response.close();
            latch.countDown();
        }
    }

    /** A thread that waits until it is closed. */
    private static final class Waiter implements AutoCloseable {

        private final CountDownLatch closed = new CountDownLatch(1);

        Waiter(String name) {
            new Thread(this::await, name).start();
        }

        private void await() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
