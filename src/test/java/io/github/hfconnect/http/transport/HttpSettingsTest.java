package io.github.hfconnect.http.transport;

import static io.github.hfconnect.server.Fixtures.settings;
import static io.github.hfconnect.server.Fixtures.settingsWithToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.server.Headers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void tokenBillToAndFurtherHeadersGoIntoEveryRequest() {
        HttpSettings settings = new HttpSettings(SECOND, SECOND, 1, 1, "hf_x", "org", Map.of("X-Key", "v"));

        assertThat(settings.requestHeaders())
                .isEqualTo(Headers.of("Authorization", "Bearer hf_x", "X-HF-Bill-To", "org", "X-Key", "v"));
    }

    @Test
    void noSecretIsShown() {
        assertThat(settingsWithToken("sEcReT").toString()).doesNotContain("sEcReT");
        assertThat(settings(Map.of("X-Key", "sEcReT")).toString())
                .contains("X-Key")
                .doesNotContain("sEcReT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sEcReT\n", "sEcReT\r\nX-Injected: 1", "sEcReT\u00e9", "sEcReT\u0000"})
    void whatAHeaderCannotHoldIsRefusedWithoutQuotingIt(String value) {
        assertThatThrownBy(() -> settingsWithToken(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`token`")
                .hasMessageNotContaining("sEcReT");
        assertThatThrownBy(() -> settings(Map.of("X-Key", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`headers.X-Key`")
                .hasMessageNotContaining("sEcReT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Key", "X:Key", "X-K\u00e9y", "Content-Type", "accept-encoding"})
    void someHeadersCannotBeSet(String name) {
        assertThatThrownBy(() -> settings(Map.of(name, "value"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherAuthorizationExcludesTheToken() {
        assertThatThrownBy(() -> new HttpSettings(SECOND, SECOND, 1, 1, "x", null, Map.of("authorization", "Key k")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`token` and `headers.authorization` exclude each other");
    }

    @Test
    void limitsArePositive() {
        assertThatThrownBy(() -> new HttpSettings(Duration.ZERO, SECOND, 1, 1, null, null, Map.of()))
                .hasMessageContaining("`connect.timeout.ms`");
        assertThatThrownBy(() -> new HttpSettings(SECOND, Duration.ZERO, 1, 1, null, null, Map.of()))
                .hasMessageContaining("`request.timeout.ms`");
        assertThatThrownBy(() -> new HttpSettings(SECOND, SECOND, 0, 1, null, null, Map.of()))
                .hasMessageContaining("`max.response.bytes`");
        assertThatThrownBy(() -> new HttpSettings(SECOND, SECOND, 1, 0, null, null, Map.of()))
                .hasMessageContaining("`max.in.flight.requests`");
    }
}
