package io.github.hfconnect.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One part of a request that is not the official client's.
 *
 * @param official what the client has sent
 * @param part {@code method}, {@code path}, a header's name, or a field of the body
 * @param client what stands there in the client's request, missing where there is nothing
 * @param plugin what stands there in the plugin's
 */
record Difference(OfficialRequest official, String part, JsonNode client, JsonNode plugin) {

    /** A header that is not sent means the same. */
    private static final String ANYTHING = "*/*";

    private static final String FORM = "multipart/form-data";

    static List<Difference> between(OfficialRequest official, JsonNode plugin) {
        List<Difference> differences = new ArrayList<>();
        JsonNode client = official.request();
        for (String part : List.of("method", "path")) {
            add(differences, official, part, client.path(part), plugin.path(part));
        }
        addFields(differences, official, client.path("headers"), plugin.path("headers"));
        addFields(differences, official, client.path("body"), plugin.path("body"));
        return differences;
    }

    private static void addFields(
            List<Difference> differences, OfficialRequest official, JsonNode client, JsonNode plugin) {
        Set<String> names = new TreeSet<>();
        client.fieldNames().forEachRemaining(names::add);
        plugin.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> add(differences, official, name, client.path(name), plugin.path(name)));
    }

    private static void add(
            List<Difference> differences, OfficialRequest official, String part, JsonNode client, JsonNode plugin) {
        if (!meaning(client).equals(meaning(plugin))) {
            differences.add(new Difference(official, part, client, plugin));
        }
    }

    /** The boundary of a form is another one each time. */
    private static JsonNode meaning(JsonNode value) {
        if (value.asText().startsWith(FORM)) {
            return TextNode.valueOf(FORM);
        }
        return value.asText().equals(ANYTHING) ? MissingNode.getInstance() : value;
    }
}
