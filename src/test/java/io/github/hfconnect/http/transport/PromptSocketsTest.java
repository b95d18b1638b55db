package io.github.hfconnect.http.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.server.Fixtures;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {

    @Test
    void noPartOfABodyWaitsUntilTheOneBeforeIsAcknowledged() throws IOException {
        OkHttpClient client = OkHttpClients.forEndpoint(Fixtures.settings(Map.of()));

        try (Socket socket = client.socketFactory().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}
