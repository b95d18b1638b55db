package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {

    @Test
    void everythingHasADefaultAndTheAddressIsLoopback() {
        ServerOptions options = ServerOptions.parse(List.of());

        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isEqualTo(8085);
        assertThat(options.workers()).isBetween(2, 4);
        assertThat(options.maxConcurrentInputs()).isEqualTo(512);
        assertThat(options.apiKey()).isNull();
    }

    @Test
    void everythingCanBeSet() {
        List<String> arguments = List.of(
                "--host",
                "0.0.0.0",
                "--port",
                "9000",
                "--workers",
                "3",
                "--max-concurrent-inputs",
                "64",
                "--api-key",
                "demo-key");

        assertThat(ServerOptions.parse(arguments)).isEqualTo(new ServerOptions("0.0.0.0", 9000, 3, 64, "demo-key"));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> ServerOptions.parse(List.of("--prot", "1"))).hasMessage("unknown option --prot");
        assertThatThrownBy(() -> ServerOptions.parse(List.of("--port"))).hasMessage("--port needs a value");
        assertThatThrownBy(() -> ServerOptions.parse(List.of("--workers", "0")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
