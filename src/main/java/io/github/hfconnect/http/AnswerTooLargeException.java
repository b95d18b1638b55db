package io.github.hfconnect.http;

import java.io.IOException;

/** An answer was cut off. */
final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(int maxBytes) {
        super("The answer is larger than `max.response.bytes`=" + maxBytes);
    }
}
