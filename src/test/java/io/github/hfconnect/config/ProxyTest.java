package io.github.hfconnect.config;

import static io.github.hfconnect.config.Wire.answer;
import static io.github.hfconnect.config.Wire.call;
import static io.github.hfconnect.config.Wire.certificateOf;
import static io.github.hfconnect.config.Wire.config;
import static io.github.hfconnect.config.Wire.failureOf;
import static io.github.hfconnect.config.Wire.handshake;
import static io.github.hfconnect.config.Wire.trusting;
import static io.github.hfconnect.config.Wire.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.Credentials;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** A proxy that asks for a password, from configuration to the wire. */
class ProxyTest {

    private static final String SECRET = "never-to-be-shown";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void proxyIsCalledWithItsPasswordThatTheEndpointNeverSees() throws Exception {
        server.useHttps(handshake(certificateOf("model.example")).sslSocketFactory());
        server.enqueue(new MockResponse.Builder().inTunnel().build());
        server.enqueue(answer());

        assertThat(call("https://model.example", with(trusting(), proxy(SECRET))))
                .isEqualTo(1);

        RecordedRequest tunnel = server.takeRequest();
        assertThat(tunnel.getRequestLine()).startsWith("CONNECT model.example:443");
        assertThat(tunnel.getHeaders().get("Proxy-Authorization")).isEqualTo(Credentials.basic("me", SECRET));
        assertThat(server.takeRequest().getHeaders().get("Proxy-Authorization")).isNull();
    }

    @Test
    void proxyOfAnEndpointWithoutTlsGetsItsPasswordWithTheRequest() throws Exception {
        server.enqueue(answer());

        assertThat(call("http://model.example", proxy(SECRET))).isEqualTo(1);

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).startsWith("POST http://model.example/");
        assertThat(request.getHeaders().get("Proxy-Authorization")).isEqualTo(Credentials.basic("me", SECRET));
    }

    @Test
    void wrongProxyPasswordNeedsSomebodyToChangeSomething() {
        server.enqueue(new MockResponse.Builder()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                .inTunnel()
                .build());

        Failure failure = failureOf("https://model.example", proxy(SECRET));

        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.message()).contains("`proxy.password`").doesNotContain(SECRET);
    }

    @Test
    void proxyUrlIsShownAndSoHoldsNoPassword() {
        assertThatThrownBy(() -> config(Map.of("proxy.url", "http://me:" + SECRET + "@proxy.example:3128")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("`proxy.password`")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> config(Map.of("proxy.url", "http://proxy.example", "proxy.username", "me")))
                .hasMessageContaining("belong together");
    }

    private Map<String, String> proxy(String password) {
        String url = "http://127.0.0.1:" + server.getPort();
        return Map.of("proxy.url", url, "proxy.username", "me", "proxy.password", password);
    }
}
