package io.github.hfconnect.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * One look at an address, by a plain socket. A Kafka client that speaks plainly to a listener with TLS takes the alert for the length
 * of an answer and asks for 352 MB of heap, again and again (KAFKA-4090; seen with Kafka 4.3.1), and one that speaks TLS to a listener
 * without, or no SASL to one with it, is cut off without a word for as long as it tries. So what listens there is looked at first.
 *
 * @param settings of a Kafka client
 * @param limit for each step
 */
record Look(Map<String, Object> settings, Duration limit) {

    private static final ConfigDef TLS_SETTINGS = new ConfigDef().withClientSslSupport();

    /** Asks as the client would, and plainly where that fails: what is right leaves no trace in the cluster's log. */
    Listener at(InetSocketAddress address) {
        try {
            return atFirstThatIsThere(List.of(InetAddress.getAllByName(address.getHostString())), address.getPort());
        } catch (UnknownHostException e) {
            return new Listener.Unknown();
        }
    }

    /** One name may stand for several brokers, of which one may be away: Kafka's client tries each ({@code use_all_dns_ips}). */
    Listener atFirstThatIsThere(List<InetAddress> hosts, int port) {
        Listener found = new Listener.Unknown();
        for (InetAddress host : hosts) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            found = protocol().tls() ? askInTls(address) : ask(address);
            if (!(found instanceof Listener.Away)) {
                return found;
            }
        }
        return found;
    }

    private Listener ask(InetSocketAddress address) {
        try (Socket socket = connected(address)) {
            return ask(socket, false);
        } catch (IOException e) {
            return new Listener.Away(String.valueOf(e.getMessage()));
        }
    }

    /** Faults of the handshake itself, such as a certificate that is not trusted, are left for Kafka's client to tell. */
    private Listener askInTls(InetSocketAddress address) {
        try (DefaultSslEngineFactory stores = new DefaultSslEngineFactory();
                Socket socket = connected(address)) {
            stores.configure(tlsSettings());
            return ask(encrypted(socket, stores.sslContext().getSocketFactory(), address), true);
        } catch (IOException | KafkaException e) {
            return ask(address);
        }
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(millis());
            socket.connect(address, millis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLSocket encrypted(Socket socket, SSLSocketFactory factory, InetSocketAddress address)
            throws IOException {
        SSLSocket encrypted =
                (SSLSocket) factory.createSocket(socket, address.getHostString(), address.getPort(), true);
        encrypted.startHandshake();
        return encrypted;
    }

    private Listener ask(Socket socket, boolean encrypted) {
        try {
            socket.getOutputStream().write(LoginQuestion.bytes(mechanism()));
            return LoginQuestion.answer(socket.getInputStream(), encrypted);
        } catch (IOException e) {
            return new Listener.Unclear();
        }
    }

    private Map<String, Object> tlsSettings() {
        Map<String, Object> set = new HashMap<>(settings);
        set.keySet().retainAll(TLS_SETTINGS.names());
        return TLS_SETTINGS.parse(set);
    }

    Protocol protocol() {
        return Protocol.of(settings);
    }

    String mechanism() {
        return Objects.toString(settings.get("sasl.mechanism"), "GSSAPI");
    }

    private int millis() {
        return Math.toIntExact(limit.toMillis());
    }
}
