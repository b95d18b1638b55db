package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.Parameters;
import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.server.CustomFormat;
import io.github.hfconnect.server.RequestTemplate;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** How a server is spoken to that the user describes. */
public final class CustomKeys {

    static final String REQUEST = "custom.request";
    static final String RESPONSE = "custom.response";
    static final String BATCH = "custom.batch";

    private CustomKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Custom server")
                .key(
                        REQUEST,
                        STRING,
                        null,
                        new Parsed("JSON with {{inputs}} and {{path}}", CustomKeys::requireTemplate),
                        MEDIUM,
                        "Body of a request for endpoint.api=custom: JSON with {{inputs}} for the input and {{path}} for any"
                                + " other field of the record. Inside a JSON string a placeholder becomes escaped text,"
                                + " outside it a JSON value; binary data is base64, a null is null or no text.")
                .key(
                        RESPONSE,
                        STRING,
                        "",
                        new Parsed("a JSON Pointer such as /data/0/text", CustomFormat::requirePointer),
                        MEDIUM,
                        "JSON Pointer to the result in an answer, which the task reads in any form that it knows; a task"
                                + " whose prediction is a text takes the text itself. Empty: the whole answer.")
                .key(
                        BATCH,
                        BOOLEAN,
                        false,
                        null,
                        MEDIUM,
                        "Whether a request carries several inputs: {{inputs}} becomes a list, and custom.response points"
                                + " to the list of results in the same order.");
    }

    private static void requireTemplate(String template) {
        RequestTemplate parsed = RequestTemplate.parse(template);
        parsed.paths().forEach(FieldPath::parse);
        if (parsed.turnsOn("stream")) {
            throw new IllegalArgumentException(
                    "Set `stream` to false in it: an answer is read whole, and a server that streams sends none");
        }
    }

    /** The format, or null where the server is of a known kind. */
    public static @Nullable CustomFormat format(AbstractConfig values) {
        String request = values.getString(REQUEST);
        return isCustom(values) && request != null
                ? CustomFormat.of(request, values.getString(RESPONSE), values.getBoolean(BATCH))
                : null;
    }

    /** What the template reads from each record, by the path as it is written there. */
    public static Map<String, FieldPath> paths(AbstractConfig values) {
        Map<String, FieldPath> paths = new LinkedHashMap<>();
        String request = values.getString(REQUEST);
        if (isCustom(values) && request != null) {
            RequestTemplate.parse(request).paths().forEach(path -> paths.put(path, FieldPath.parse(path)));
        }
        return paths;
    }

    public static boolean isCustom(AbstractConfig values) {
        return values.getString(EndpointKeys.API).equals(ServerKinds.CUSTOM);
    }

    /** Keys that only a described server has a use for. */
    public static List<KeyError> surplus(AbstractConfig values) {
        List<KeyError> errors = new ArrayList<>();
        for (String key : List.of(REQUEST, RESPONSE, BATCH)) {
            if (values.originals().get(key) != null) {
                errors.add(new KeyError(key, "Remove it, or set " + EndpointKeys.API + "=" + ServerKinds.CUSTOM));
            }
        }
        return errors;
    }

    /** What is wrong with the description of a server. */
    public static List<KeyError> errors(AbstractConfig values) {
        List<KeyError> errors = new ArrayList<>();
        if (values.getList(EndpointKeys.URLS).isEmpty()) {
            errors.add(new KeyError(EndpointKeys.URLS, "Set the URL that is called: " + EndpointKeys.API + "=custom"));
        }
        if (values.getString(REQUEST) == null) {
            errors.add(new KeyError(REQUEST, "Set the body of a request, such as {\"text\": {{inputs}}}"));
        }
        values.originals().keySet().stream()
                .filter(key -> key.startsWith(Parameters.PREFIX) || key.equals(ModelKeys.SYSTEM_PROMPT))
                .filter(key -> values.originals().get(key) != null)
                .sorted()
                .forEach(key ->
                        errors.add(new KeyError(key, "Write it into " + REQUEST + ", which is all that is sent")));
        try {
            format(values);
        } catch (IllegalArgumentException e) {
            errors.add(new KeyError(BATCH, String.valueOf(e.getMessage())));
        }
        return errors;
    }
}
