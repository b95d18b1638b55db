package io.github.hfconnect.demo.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error of TEI itself, which its OpenAI-style route says in another form: router/src/http/types.rs of 1.9.3. */
final class TeiError extends HttpError {

    private final int status;
    private final String type;
    private final String message;

    TeiError(int status, String type, String message) {
        super(Reply.json(status, nested(type, message)));
        this.status = status;
        this.type = type;
        this.message = message;
    }

    private static Map<String, Object> nested(String type, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", message);
        body.put("error_type", type);
        return body;
    }

    /** As {@code POST /v1/embeddings} answers it. */
    Reply inOpenAiForm() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", message);
        body.put("code", status);
        body.put("type", type);
        return Reply.json(status, body);
    }
}
