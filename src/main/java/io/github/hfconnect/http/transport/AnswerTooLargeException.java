package io.github.hfconnect.http.transport;

import java.io.IOException;

/** An answer was cut off. */
public final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /** An answer of more bytes than these. */
    public AnswerTooLargeException(int maxBytes) {
        super("The answer is larger than `max.response.bytes`=" + maxBytes);
    }
}
