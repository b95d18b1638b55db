package io.github.hfconnect.demo.model;

/** Ends a call with an answer that is not a success. */
class HttpError extends RuntimeException {

    private final transient Reply reply;

    HttpError(Reply reply) {
        super("HTTP " + reply.status());
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
