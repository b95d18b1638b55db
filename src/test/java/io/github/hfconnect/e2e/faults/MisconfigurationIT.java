package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.demo.cluster.ConnectRestException;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.SinkConfigs;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults that somebody has to mend: the task fails and says what to change, no record is touched, and afterwards all are there. */
class MisconfigurationIT {

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    @SideBySide
    @Test
    void expiredCertificate() throws IOException {
        String[] trust = {
            "ssl.truststore.type", "PEM", "ssl.truststore.certificates", AUTHORITY.certificatePem(),
        };
        try (ScriptedTei expired = ScriptedTei.startTls(certificate(true));
                ScriptedTei renewed = ScriptedTei.startTls(certificate(false));
                Scenario scenario = hello("expired-certificate")) {
            scenario.start(expired.url(), trust);

            assertThat(scenario.assertFailedUntouched()).contains("MISCONFIGURED", "certificate");
            assertThat(expired.calls()).isEmpty();

            scenario.startAgain(renewed.url(), trust);
            scenario.assertAllEnriched();
        }
    }

    @SideBySide
    @Test
    void redirectToAnotherHostWhichNeverSeesTheToken() throws IOException {
        try (ScriptedTei elsewhere = ScriptedTei.start();
                ScriptedTei moved = ScriptedTei.start(call -> Faults.redirect(elsewhere.url() + "/predict"));
                Scenario scenario = hello("redirect")) {
            scenario.start(moved.url());

            assertThat(scenario.assertFailedUntouched())
                    .contains("MISCONFIGURED", "`endpoint.urls`", "127.0.0.1:" + elsewhere.port());
            assertThat(elsewhere.calls()).isEmpty();

            scenario.startAgain(elsewhere.url());
            scenario.assertAllEnriched();
        }
    }

    @SideBySide
    @Test
    void tokenThatIsNotTakenAndIsQuotedByTheServer() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(call -> Faults.quoting(401, call.headers()));
                Scenario scenario = hello("wrong-token")) {
            scenario.start(tei.url(), "token", Planted.PLAIN_TOKEN);

            assertThat(scenario.assertFailedUntouched())
                    .contains("MISCONFIGURED", "`token`", "cannot serve")
                    .doesNotContain(Planted.PLAIN_TOKEN);

            tei.failWith(null);
            scenario.startAgain(tei.url(), "token", Planted.PLAIN_TOKEN);
            scenario.assertAllEnriched();
        }
    }

    @SideBySide
    @Test
    void proxyThatWantsAnotherPassword() throws IOException {
        try (ScriptedTei proxy = ScriptedTei.start(call -> Faults.status(407, ""));
                Scenario scenario = hello("proxy")) {
            // The proxy answers in the endpoint's place.
            scenario.start("http://model.example", Planted.proxy(proxy.url()));

            assertThat(scenario.assertFailedUntouched()).contains("MISCONFIGURED", "`proxy.password`");

            proxy.failWith(null);
            scenario.startAgain("http://model.example", Planted.proxy(proxy.url()));
            scenario.assertAllEnriched();
            assertThat(proxy.recorded())
                    .allSatisfy(call -> assertThat(call.headers().get("Proxy-Authorization"))
                            .isNotEmpty());
        }
    }

    @SideBySide
    @Test
    void urlWithAPasswordIsRefusedWithoutBeingShown() {
        String url = "http://user:" + Planted.URL_PASSWORD + "@127.0.0.1:1";
        for (String key : new String[] {"endpoint.urls", "proxy.url"}) {
            var config = SinkConfigs.with(
                    SinkConfigs.sink(
                            "url-password",
                            "http://127.0.0.1:1",
                            CLUSTER.get().broker().bootstrapServers()),
                    key,
                    url);

            assertThatThrownBy(() -> CLUSTER.get().worker().rest().put("url-password", config))
                    .isInstanceOf(ConnectRestException.class)
                    .hasMessageContaining(key)
                    .hasMessageNotContaining(Planted.URL_PASSWORD);
        }
    }

    private static Scenario hello(String name) {
        return Scenario.of(CLUSTER.get(), name, 40, id -> "hello " + id);
    }

    private static SSLSocketFactory certificate(boolean expired) {
        HeldCertificate.Builder certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .signedBy(AUTHORITY);
        if (expired) {
            certificate.validityInterval(0, TimeUnit.DAYS.toMillis(1));
        }
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate.build())
                .build()
                .sslSocketFactory();
    }
}
