package io.github.hfconnect.http.download;

import java.net.UnknownHostException;

/** A host that must not be called, because it is not in the public internet. */
final class PrivateHostException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    PrivateHostException(String host) {
        super(host);
    }
}
