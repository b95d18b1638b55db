package io.github.hfconnect.server;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * How users describe a server that no kind describes: {@code endpoint.api=custom}.
 *
 * @param request the body of a request
 * @param result where in an answer the result stands
 * @param batch whether a request carries a list of inputs and the result is a list in their order
 */
public record CustomFormat(RequestTemplate request, JsonPointer result, boolean batch) {

    public CustomFormat {
        if (batch && !request.hasInputsAsValue()) {
            throw new IllegalArgumentException(
                    "`custom.batch=true` needs {{inputs}} in `custom.request` outside of quotes, where it becomes a list");
        }
    }

    /**
     * From the values of the keys {@code custom.*}.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static CustomFormat of(String request, String response, boolean batch) {
        return new CustomFormat(RequestTemplate.parse(request), pointer(response), batch);
    }

    /** Refuses what is no JSON Pointer. */
    public static void requirePointer(String response) {
        pointer(response);
    }

    private static JsonPointer pointer(String response) {
        if (!response.isEmpty() && !response.startsWith("/")) {
            throw new IllegalArgumentException(
                    "A JSON Pointer is empty, for the whole answer, or starts with a slash," + " such as /data/0/text");
        }
        return JsonPointer.compile(response);
    }
}
