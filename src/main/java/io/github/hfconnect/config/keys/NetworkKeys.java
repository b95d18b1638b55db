package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.http.transport.HttpProxy;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** What lies between the worker and the endpoints: a proxy, and TLS under Kafka's own names. */
public final class NetworkKeys {

    static final String PROXY_URL = "proxy.url";
    static final String PROXY_USERNAME = "proxy.username";
    static final String PROXY_PASSWORD = "proxy.password";

    private NetworkKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Network");
        addProxyTo(keys);
        addTrustTo(keys);
        addCertificateTo(keys);
    }

    private static void addProxyTo(KeyGroups keys) {
        keys.key(
                        PROXY_URL,
                        STRING,
                        null,
                        null,
                        MEDIUM,
                        "HTTP proxy for calls of endpoints, such as http://proxy.example:3128. Unset: as the JVM says"
                                + " (https.proxyHost).")
                .key(PROXY_USERNAME, STRING, null, null, LOW, "User name for the proxy (Basic).")
                .key(PROXY_PASSWORD, PASSWORD, null, null, LOW, "Password for the proxy.");
    }

    private static void addTrustTo(KeyGroups keys) {
        keys.key(
                        SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                        STRING,
                        null,
                        null,
                        MEDIUM,
                        "File on the worker with the certificates that are trusted. Unset: those of the JVM. The keys"
                                + " ssl.* are those of Kafka clients; that a server's certificate names its host is"
                                + " always checked.")
                .key(
                        SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                        STRING,
                        SslConfigs.DEFAULT_SSL_TRUSTSTORE_TYPE,
                        null,
                        LOW,
                        "Format of the trust store: JKS, PKCS12 or PEM.")
                .key(SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, PASSWORD, null, null, LOW, "Its password.")
                .key(
                        SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                        PASSWORD,
                        null,
                        null,
                        LOW,
                        "The trusted certificates themselves, in PEM, instead of a file; the type is PEM then.");
    }

    private static void addCertificateTo(KeyGroups keys) {
        keys.key(
                        SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                        STRING,
                        null,
                        null,
                        MEDIUM,
                        "File on the worker with the client certificate and its key, for servers that ask for one.")
                .key(
                        SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                        STRING,
                        SslConfigs.DEFAULT_SSL_KEYSTORE_TYPE,
                        null,
                        LOW,
                        "Format of the key store: JKS, PKCS12 or PEM.")
                .key(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, PASSWORD, null, null, LOW, "Its password.")
                .key(SslConfigs.SSL_KEY_PASSWORD_CONFIG, PASSWORD, null, null, LOW, "Password of the key in it.")
                .key(
                        SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
                        PASSWORD,
                        null,
                        null,
                        LOW,
                        "The key itself, in PEM (PKCS#8), instead of a file; the type is PEM then.")
                .key(
                        SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                        PASSWORD,
                        null,
                        null,
                        LOW,
                        "The client certificate itself, in PEM, with those that have signed it.");
    }

    /** The proxy, or null where none is configured. */
    public static @Nullable HttpProxy proxy(AbstractConfig values) {
        String url = values.getString(PROXY_URL);
        Password password = values.getPassword(PROXY_PASSWORD);
        return url == null
                ? null
                : HttpProxy.of(url, values.getString(PROXY_USERNAME), password == null ? null : password.value());
    }
}
