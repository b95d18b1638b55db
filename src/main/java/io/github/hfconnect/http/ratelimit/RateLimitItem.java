package io.github.hfconnect.http.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One item of a {@code RateLimit} or {@code RateLimit-Policy} field. The drafts of
 * <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit header fields for HTTP</a> differ:
 * {@code limit=100, remaining=50, reset=5} and {@code 100;w=60} up to 07, {@code "burst";r=8;t=1} and {@code "burst";q=10;w=10}
 * since; the Hugging Face Hub puts the kind of window before the name: {@code "fixed window";"api";q=500;w=300}.
 *
 * @param name empty where the item has none
 * @param parameters by their names in lower case
 */
record RateLimitItem(String name, Map<String, String> parameters) {

    /** Between items, but not within a quoted name. */
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private static final Pattern SEMICOLON = Pattern.compile(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern PARAMETER = Pattern.compile("\\s*([A-Za-z_]+)\\s*=\\s*\"?([^\"]*?)\"?\\s*");

    /** Longer ones are no rate limit, and would take long to be taken apart. */
    private static final int LONGEST = 1_000;

    /** The items of a field, in their order. */
    static List<RateLimitItem> list(String field) {
        List<RateLimitItem> items = new ArrayList<>();
        if (field.length() <= LONGEST) {
            for (String item : COMMA.split(field)) {
                items.add(of(item));
            }
        }
        return items;
    }

    private static RateLimitItem of(String item) {
        String name = "";
        Map<String, String> parameters = new HashMap<>();
        for (String part : SEMICOLON.split(item)) {
            Matcher parameter = PARAMETER.matcher(part);
            if (parameter.matches()) {
                parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), parameter.group(2));
            } else {
                name = part.replace("\"", "").strip();
            }
        }
        return new RateLimitItem(name, parameters);
    }

    /** A parameter in whole seconds, or null. */
    @Nullable
    Duration seconds(String parameter) {
        Long seconds = SaidLimit.number(parameters.get(parameter));
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    boolean countsTokens() {
        return (name + parameters.getOrDefault("qu", ""))
                .toLowerCase(Locale.ROOT)
                .contains("token");
    }

    /** Neither requests nor tokens: bytes, or calls at the same time. */
    boolean countsSomethingElse() {
        String unit = parameters.getOrDefault("qu", "requests");
        return !unit.equals("requests") && !countsTokens();
    }
}
