package io.github.hfconnect.demo.model;

/**
 * The errors of TEI 1.9: its own are JSON with a capitalised type; those of the web framework beneath it are plain text.
 */
final class TeiErrors {

    private TeiErrors() {}

    static HttpError empty(String message) {
        return own(400, "Empty", message);
    }

    static HttpError validation(String message) {
        return own(422, "Validation", message);
    }

    static HttpError backend(String message) {
        return own(424, "Backend", "Backend error: " + message);
    }

    static HttpError overloaded() {
        return own(429, "Overloaded", "Model is overloaded");
    }

    static HttpError bodyTooLarge() {
        return framework(413, "Failed to buffer the request body: length limit exceeded");
    }

    static HttpError notJson() {
        return framework(415, "Expected request with `Content-Type: application/json`");
    }

    static HttpError syntax(String message) {
        return framework(400, "Failed to parse the request body as JSON: " + message);
    }

    static HttpError shape(String message) {
        return framework(422, "Failed to deserialize the JSON body into the target type: " + message);
    }

    private static HttpError own(int status, String type, String message) {
        return new TeiError(status, type, message);
    }

    private static HttpError framework(int status, String message) {
        return new HttpError(Reply.text(status, message));
    }
}
