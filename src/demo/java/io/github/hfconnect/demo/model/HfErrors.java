package io.github.hfconnect.demo.model;

import java.util.Map;

/** The errors of Hugging Face's inference API: JSON with the text alone. */
final class HfErrors {

    static final Reply UNAUTHORIZED = reply(401, "Invalid username or password.");

    private HfErrors() {}

    static HttpError badRequest(String message) {
        return new HttpError(reply(400, message));
    }

    static HttpError bodyTooLarge() {
        return new HttpError(reply(413, "Payload Too Large"));
    }

    /** The real API shows its pressure in several ways; this one names no waiting time. */
    static HttpError overloaded() {
        return new HttpError(reply(429, "Model is overloaded"));
    }

    /** A model's own complaint about a text it was not told to cut. */
    static HttpError tooManyTokens(int tokens) {
        return badRequest("The size of tensor a (" + tokens + ") must match the size of tensor b (" + MiniLm.MAX_TOKENS
                + ") at non-singleton dimension 1");
    }

    static Reply reply(int status, String message) {
        return Reply.json(status, Map.of("error", message));
    }
}
