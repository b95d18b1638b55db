package io.github.hfconnect.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.answer.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document with placeholders: {@code custom.request}. Inside a JSON string a placeholder becomes escaped text,
 * outside it a JSON value, so that whatever a record holds, the document stays the same JSON.
 */
public final class RequestTemplate {

    /** Stands for the input, or for the list of inputs. */
    static final String INPUTS = "inputs";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

    /**
     * A piece of the document.
     *
     * @param text as it is, or the name of what is put there
     * @param width in the template
     */
    private record Part(String text, boolean placeholder, boolean inString, int width) {}

    private final List<Part> parts = new ArrayList<>();

    private RequestTemplate(String template) {
        Matcher placeholder = PLACEHOLDER.matcher(template);
        JsonStrings strings = new JsonStrings();
        int end = 0;
        while (placeholder.find()) {
            addText(template, end, placeholder.start(), strings);
            int width = placeholder.group().length();
            parts.add(new Part(placeholder.group(1).strip(), true, strings.inside(), width));
            end = placeholder.end();
        }
        addText(template, end, template.length(), strings);
    }

    private void addText(String template, int from, int to, JsonStrings strings) {
        String text = template.substring(from, to);
        strings.pass(text);
        int open = text.indexOf("{{");
        if (open >= 0) {
            throw new IllegalArgumentException("The template's placeholder at position " + (from + open)
                    + " is not closed: add }} behind the path, or write {\\u007b where a text holds two braces");
        }
        parts.add(new Part(text, false, strings.inside(), text.length()));
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException with the position and the remedy where it does not make JSON
     */
    public static RequestTemplate parse(String template) {
        RequestTemplate parsed = new RequestTemplate(template);
        if (parsed.names().isEmpty()) {
            throw new IllegalArgumentException("The template has no placeholder, so that every record would be the same"
                    + " request: write {{inputs}} where the input goes");
        }
        parsed.requireJson();
        return parsed;
    }

    /** Whether a field of the document's root is set to true. */
    public boolean turnsOn(String field) {
        try {
            return Json.tree(sample()).path(field).asBoolean(false);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** With values as wide as their placeholders, so that a position is one in the template. */
    private String sample() {
        StringBuilder sample = new StringBuilder();
        for (Part part : parts) {
            String blank = part.inString() ? " " : "0";
            sample.append(part.placeholder() ? blank + " ".repeat(part.width() - 1) : part.text());
        }
        return sample.toString();
    }

    private void requireJson() {
        try {
            Json.tree(sample());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The template is no JSON: " + Excerpt.of(e.getOriginalMessage()) + " at position "
                            + e.getLocation().getCharOffset(),
                    e);
        }
    }

    /** The paths of the record that are put in, as they are written. */
    public Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>(names());
        paths.remove(INPUTS);
        return paths;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        parts.stream().filter(Part::placeholder).map(Part::text).forEach(names::add);
        return names;
    }

    /** Whether the input is put in as a value of its own, as a list of inputs has to be. */
    boolean hasInputsAsValue() {
        return parts.stream().anyMatch(part -> isInputs(part) && !part.inString())
                && parts.stream().noneMatch(part -> isInputs(part) && part.inString());
    }

    private static boolean isInputs(Part part) {
        return part.placeholder() && part.text().equals(INPUTS);
    }

    /**
     * The document.
     *
     * @param inputs the input, or the list of inputs
     * @param values of the record by path; one that is missing is null in JSON and empty in a text
     */
    String render(Object inputs, Map<String, ?> values) {
        StringBuilder document = new StringBuilder();
        for (Part part : parts) {
            if (!part.placeholder()) {
                document.append(part.text());
                continue;
            }
            Object value = part.text().equals(INPUTS) ? inputs : values.get(part.text());
            document.append(part.inString() ? escaped(value) : Json.text(value));
        }
        return document.toString();
    }

    /** A text itself, anything else in its JSON notation. */
    private static String escaped(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String json = Json.text(value);
        boolean quoted = json.startsWith("\"");
        return quoted
                ? json.substring(1, json.length() - 1)
                : new String(JsonStringEncoder.getInstance().quoteAsString(json));
    }
}
