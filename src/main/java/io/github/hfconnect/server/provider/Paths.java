package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a provider says of the address of work: it goes into the path of a question, so that it must be able to do so. */
final class Paths {

    private static final Pattern ID = Pattern.compile("\\w[\\w-]{0,199}");

    /** Each part begins with a letter, a digit or an underscore, so that none leads upwards. */
    private static final Pattern URL = Pattern.compile("https?://[^/?#\\s]+/(\\w[\\w.:-]*(?:/\\w[\\w.:-]*)*)/?");

    private Paths() {}

    static String id(JsonNode id) {
        String text = Progress.EXPECTED.text(id, "an id");
        if (!ID.matcher(text).matches()) {
            throw Progress.EXPECTED.butFound("an id that is none");
        }
        return text;
    }

    /** The path of a URL at the provider's own host, which the router does not change, without its first slash. */
    static String of(JsonNode url) {
        Matcher parts = URL.matcher(Progress.EXPECTED.text(url, "the URL of a state"));
        if (!parts.matches()) {
            throw Progress.EXPECTED.butFound("a URL of a state that is none");
        }
        return parts.group(1);
    }
}
