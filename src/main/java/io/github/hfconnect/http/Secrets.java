package io.github.hfconnect.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import okhttp3.Headers;

/**
 * What a server may quote but no message may show.
 *
 * @param values longest first
 */
record Secrets(List<String> values) {

    /** Shorter values would make holes in ordinary words. */
    private static final int MIN_CHARS = 6;

    static Secrets of(HttpSettings settings) {
        List<String> values = new ArrayList<>();
        if (settings.token() != null) {
            values.add(settings.token());
        }
        for (String value : settings.headers().values()) {
            addWithoutScheme(values, value);
        }
        HttpProxy proxy = settings.proxy();
        String authorization = proxy == null ? null : proxy.authorization();
        if (proxy != null && proxy.password() != null && authorization != null) {
            values.add(proxy.password());
            addWithoutScheme(values, authorization);
        }
        values.removeIf(value -> value.length() < MIN_CHARS);
        values.sort(Comparator.comparingInt(String::length).reversed());
        return new Secrets(List.copyOf(values));
    }

    /** A server may quote credentials with their scheme or without. */
    private static void addWithoutScheme(List<String> values, String header) {
        values.add(header);
        values.add(header.substring(header.indexOf(' ') + 1));
    }

    String hide(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, "[hidden]");
        }
        return hidden;
    }

    ApiResponse hide(ApiResponse response) {
        Headers.Builder headers = new Headers.Builder();
        response.headers().forEach(header -> headers.addUnsafeNonAscii(header.getFirst(), hide(header.getSecond())));
        return new ApiResponse(
                response.status(), headers.build(), hide(response.text()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secrets[" + values.size() + "]";
    }
}
