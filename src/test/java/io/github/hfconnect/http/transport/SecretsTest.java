package io.github.hfconnect.http.transport;

import static io.github.hfconnect.server.Fixtures.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.server.ApiResponse;
import java.time.Duration;
import java.util.Map;
import okhttp3.Credentials;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final HttpSettings SETTINGS = new HttpSettings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            1,
            "hf_sEcReT",
            null,
            Map.of("X-Key", "Key kEyWoRd", "X-Api-Key", "marmalade", "X-Portkey-Provider", "deepinfra"),
            null,
            HttpProxy.of("http://proxy.example:3128", "me", "pAsSwOrD"),
            Duration.ofMinutes(1),
            Pace.UNLIMITED,
            UrlFetch.OFF,
            UrlFetch.OFF,
            false);

    private final Secrets secrets = Secrets.of(SETTINGS);

    @Test
    void everySecretThatIsSentIsHiddenInWhateverComesBack() {
        String basic = Credentials.basic("me", "pAsSwOrD");
        String quoted = "Bearer hf_sEcReT, Key kEyWoRd, kEyWoRd, pAsSwOrD, " + basic;

        ApiResponse hidden = secrets.hideInHeaders(answer(407, "", "x-error-message", quoted));

        assertThat(secrets.hide(quoted) + hidden.headers())
                .contains("[hidden]")
                .doesNotContain("sEcReT", "kEyWoRd", "pAsSwOrD", basic.substring("Basic ".length()));
    }

    @Test
    void noneIsShownByWhatHoldsThem() {
        assertThat(secrets + " " + SETTINGS).doesNotContain("sEcReT", "kEyWoRd", "pAsSwOrD");
    }

    @Test
    void wordsAreHiddenOnlyWhereAHeaderIsNamedAsACredential() {
        assertThat(secrets.hide("embed is not supported by deepinfra, nor by marmalade"))
                .isEqualTo("embed is not supported by deepinfra, nor by [hidden]");
    }
}
