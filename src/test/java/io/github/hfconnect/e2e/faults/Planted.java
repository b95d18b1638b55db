package io.github.hfconnect.e2e.faults;

import io.github.hfconnect.demo.cluster.WorkerSetup;
import io.github.hfconnect.e2e.SinkConfigs;
import java.util.List;
import java.util.Map;
import okhttp3.Credentials;

/** The secrets that are planted into every connector of the suite, and must be seen nowhere but at the endpoint. */
final class Planted {

    static final String TOKEN = "hf_planted0in0environment";
    static final String GATEWAY_KEY = "planted-gateway-key-4711";
    static final String PROXY_USER = "proxy-user";
    static final String PROXY_PASSWORD = "planted-proxy-password-0815";
    static final String URL_PASSWORD = "planted-url-password-2342";

    /** Stands in configurations as it is, so that Connect's own echo of them shows it, and nothing else may. */
    static final String PLAIN_TOKEN = "hf_planted0in0plain0text";

    /** What nobody may show. */
    static final List<String> ALL = List.of(
            TOKEN,
            GATEWAY_KEY,
            PROXY_PASSWORD,
            URL_PASSWORD,
            PLAIN_TOKEN,
            Credentials.basic(PROXY_USER, PROXY_PASSWORD).substring("Basic ".length()));

    private Planted() {}

    /** Puts the secrets where a config provider finds them. */
    static WorkerSetup into(WorkerSetup setup) {
        return setup.environment("HF_TOKEN", TOKEN)
                .environment("HF_GATEWAY_KEY", GATEWAY_KEY)
                .environment("HF_PROXY_PASSWORD", PROXY_PASSWORD);
    }

    /** Gives the secrets to a connector or, with a prefix such as {@code transforms.x.}, to its transform. */
    static Map<String, String> into(Map<String, String> config, String prefix) {
        return SinkConfigs.with(
                config, prefix + "token", "${env:HF_TOKEN}", prefix + "headers.X-Gateway-Key", "${env:HF_GATEWAY_KEY}");
    }

    /** Sends a connector's calls through a proxy that wants a password. */
    static String[] proxy(String url) {
        return new String[] {
            "proxy.url", url, "proxy.username", PROXY_USER, "proxy.password", "${env:HF_PROXY_PASSWORD}"
        };
    }
}
