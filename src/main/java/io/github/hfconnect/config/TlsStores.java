package io.github.hfconnect.config;

import io.github.hfconnect.http.transport.Tls;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Reads key and trust stores as Kafka's own clients do, with Kafka's own code. */
final class TlsStores {

    private static final ConfigDef KEYS = new ConfigDef().withClientSslSupport();

    private final Map<String, Object> values;

    private TlsStores(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * What {@code ssl.*} describes, or null where nothing is set, which leaves it to the JVM.
     *
     * @param originals all keys of a connector or transform
     * @throws IllegalArgumentException naming the key; the message holds no secret
     */
    static @Nullable Tls read(Map<String, ?> originals) {
        Map<String, Object> set = new HashMap<>(originals);
        set.keySet().removeIf(key -> !key.startsWith("ssl."));
        set.values().removeIf(Objects::isNull);
        if (set.isEmpty()) {
            return null;
        }
        requireHostCheck(set.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG));
        return new TlsStores(KEYS.parse(set)).tls();
    }

    private static void requireHostCheck(@Nullable Object algorithm) {
        if (algorithm != null && !"https".equalsIgnoreCase(algorithm.toString())) {
            throw new IllegalArgumentException("`" + SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG
                    + "` is always https: leave it out, and use a certificate that names the host");
        }
    }

    private Tls tls() {
        try (DefaultSslEngineFactory stores = new DefaultSslEngineFactory()) {
            stores.configure(values);
            return new Tls(stores.sslContext().getSocketFactory(), trustManager(stores.truststore()));
        } catch (KafkaException | GeneralSecurityException e) {
            throw new IllegalArgumentException(unreadable(e), e);
        }
    }

    private static X509TrustManager trustManager(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private String unreadable(Exception e) {
        String message = String.valueOf(e.getMessage());
        Object trustStore = values.get(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
        boolean ofTrust = trustStore != null && message.contains(trustStore.toString());
        String key = ofTrust ? SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG : SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG;
        String reason = e.getCause() == null ? "" : ", " + e.getCause().getMessage();
        return withoutSecrets("`" + key + "` or what belongs to it cannot be used: " + message + reason);
    }

    private String withoutSecrets(String message) {
        String hidden = message;
        for (Object value : values.values()) {
            if (value instanceof Password secret && !secret.value().isEmpty()) {
                hidden = hidden.replace(secret.value(), Password.HIDDEN);
            }
        }
        return hidden;
    }
}
