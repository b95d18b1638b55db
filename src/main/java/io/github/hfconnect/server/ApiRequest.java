package io.github.hfconnect.server;

import org.jspecify.annotations.Nullable;

/**
 * What is to be sent to an endpoint, apart from what belongs to every request, such as the token.
 *
 * @param path appended to the endpoint's base URL, with a query where it has one; empty for the base URL as it is. With a leading slash it stands at the
 *     server's root, beside the {@code /v1} in which the base URL may end
 * @param body null for a request without one
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never changed and never compared.
public record ApiRequest(
        String method,
        String path,
        Headers headers,
        @Nullable String contentType,
        byte @Nullable [] body) {

    /** Exactly this, without a charset: the default container of Inference Endpoints compares it as it is ({@code serialization/base.py}). */
    private static final String JSON = "application/json";

    /** The same, for an answer of this content type only. */
    public ApiRequest accepting(String type) {
        return with("Accept", type);
    }

    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path, Headers.EMPTY, null, null);
    }

    /** The same to another path. */
    public ApiRequest at(String newPath) {
        return new ApiRequest(method, newPath, headers, contentType, body);
    }

    /** The same with a header. */
    public ApiRequest with(String header, String value) {
        return new ApiRequest(method, path, headers.with(header, value), contentType, body);
    }

    public static ApiRequest postJson(String path, byte[] json) {
        return new ApiRequest("POST", path, Headers.EMPTY, JSON, json);
    }
}
