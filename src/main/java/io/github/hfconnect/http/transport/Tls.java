package io.github.hfconnect.http.transport;

import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom to trust, and what to show for oneself. That the server's certificate names its host is always checked.
 *
 * @param sockets made from the trust manager and the client's own certificate, where it has one
 * @param trust whose certificates are accepted
 */
public record Tls(SSLSocketFactory sockets, X509TrustManager trust) {}
