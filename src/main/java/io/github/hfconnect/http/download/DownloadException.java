package io.github.hfconnect.http.download;

import io.github.hfconnect.http.transport.Endpoint;
import okhttp3.HttpUrl;

/** Something cannot be fetched. The message names the host alone: the rest of a URL is the key to its content as a rule. */
final class DownloadException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    DownloadException(Reason reason, HttpUrl url, String message) {
        super("from " + Endpoint.alias(url) + ": " + message);
        this.reason = reason;
    }

    /** Whether it is worth another try, and who can change it. */
    enum Reason {
        /** The address is in a private network, which is not allowed. */
        PRIVATE,
        /** The host says no, and will say it again. */
        REFUSED,
        /** There is more than is allowed. */
        TOO_LARGE,
        /** The host is not there, or not now. */
        FAILED;

        static Reason ofStatus(int status) {
            boolean comesBack = status >= 500 || status == 408 || status == 425 || status == 429;
            return comesBack ? FAILED : REFUSED;
        }
    }

    Reason reason() {
        return reason;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
