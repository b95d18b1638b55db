package io.github.hfconnect.http.transport;

import io.github.hfconnect.server.ApiResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a server may quote but no message may show.
 *
 * @param spellings of each secret, the longest secret first
 */
record Secrets(List<Pattern> spellings) {

    /** Shorter values would make holes in ordinary words. */
    private static final int MIN_CHARS = 6;

    /** Words as long as this are no names of providers, regions or tenants any more. */
    private static final int MIN_CHARS_OF_WORDS = 20;

    /** Whatever a header of such a name holds is a secret; {@code x-portkey-provider} holds no key. */
    private static final Pattern CREDENTIAL = Pattern.compile(
            "auth|token|secret|passw|pwd|cookie|credential|signature|session|key$|(?:\\b|_|api|access)key",
            Pattern.CASE_INSENSITIVE);

    /** As no secret is made: {@code openai}, {@code eu-central}, {@code application/json}. */
    private static final Pattern WORDS = Pattern.compile("[a-z]+(?:[-_./ ][a-z]+)*+");

    private static final Pattern BACKSLASHES = Pattern.compile("\\\\+");

    static Secrets of(HttpSettings settings) {
        List<String> values = new ArrayList<>();
        if (settings.token() != null) {
            values.add(settings.token());
        }
        settings.headers().forEach((name, value) -> {
            if (mayBeSecret(name, value)) {
                addWithoutScheme(values, value);
            }
        });
        HttpProxy proxy = settings.proxy();
        String authorization = proxy == null ? null : proxy.authorization();
        if (proxy != null && proxy.password() != null && authorization != null) {
            values.add(proxy.password());
            addWithoutScheme(values, authorization);
        }
        values.removeIf(value -> value.length() < MIN_CHARS);
        values.sort(Comparator.comparingInt(String::length).reversed());
        return new Secrets(values.stream().map(Secrets::spellings).toList());
    }

    /** What plainly is none would be blanked out wherever a server uses the word. */
    private static boolean mayBeSecret(String header, String value) {
        return CREDENTIAL.matcher(header).find()
                || value.length() >= MIN_CHARS_OF_WORDS
                || !WORDS.matcher(value).matches();
    }

    /** A server may quote credentials with their scheme or without. */
    private static void addWithoutScheme(List<String> values, String header) {
        values.add(header);
        values.add(header.substring(header.indexOf(' ') + 1));
    }

    /**
     * However JSON spells it, also in a text within a text: each character as it is or by its number, behind the
     * backslashes that this takes. All of these are found without ever going back.
     */
    private static Pattern spellings(String value) {
        return Pattern.compile(BACKSLASHES
                .matcher(value)
                .replaceAll("\\\\")
                .chars()
                .mapToObj(Secrets::spelling)
                .collect(Collectors.joining()));
    }

    private static String spelling(int character) {
        return character == '\\'
                ? "\\\\{1,32}+(?:u005[cC])?+"
                : "(?:\\\\{0,8}+%s|\\\\{1,8}+u(?i:%04x))"
                        .formatted(Pattern.quote(Character.toString(character)), character);
    }

    String hide(String text) {
        String hidden = text;
        for (Pattern spelling : spellings) {
            hidden = spelling.matcher(hidden).replaceAll("[hidden]");
        }
        return hidden;
    }

    /** Headers come into messages, metadata and dead letters; the body of a good answer is the prediction's. */
    ApiResponse hideInHeaders(ApiResponse response) {
        if (spellings.isEmpty()) {
            return response;
        }
        return new ApiResponse(response.status(), response.headers().map(this::hide), response.answer());
    }

    @Override
    public String toString() {
        return "Secrets[" + spellings.size() + "]";
    }
}
