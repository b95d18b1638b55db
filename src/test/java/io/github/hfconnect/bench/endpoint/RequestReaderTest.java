package io.github.hfconnect.bench.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

    private final RequestReader reader = new RequestReader();
    private final List<String> requests = new ArrayList<>();

    @Test
    void aRequestMayComeByteByByte() {
        for (char next : "POST /predict HTTP/1.1\r\ncontent-length: 5\r\nHost: a\r\n\r\nhello".toCharArray()) {
            feed(String.valueOf(next));
        }

        assertThat(requests).containsExactly("POST /predict hello");
    }

    @Test
    void twoRequestsMayComeAtOnce() {
        feed("GET /a HTTP/1.1\r\n\r\nPUT /b HTTP/1.1\r\nContent-Length: 2\r\n\r\nhiGET");
        feed(" /c HTTP/1.1\r\n\r\n");

        assertThat(requests).containsExactly("GET /a ", "PUT /b hi", "GET /c ");
    }

    @Test
    void aBodyMayBeLargerThanTheFirstBuffer() {
        String body = "x".repeat(100_000);

        feed("POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + body);

        assertThat(requests).containsExactly("POST / " + body);
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int fed = 0;
        while (fed < bytes.length) {
            var space = reader.space();
            int part = Math.min(space.remaining(), bytes.length - fed);
            space.put(bytes, fed, part);
            fed += part;
            drain();
        }
    }

    private void drain() {
        for (@Nullable HttpMessage next = reader.next(); next != null; next = reader.next()) {
            String body = new String(next.body(), StandardCharsets.US_ASCII);
            requests.add(next.method() + " " + next.path() + " " + body);
        }
    }
}
