package io.github.hfconnect.config.value;

import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.server.ParameterValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The task parameters of a configuration.
 *
 * @param fixed the same in every call, as JSON values
 * @param fromRecord read from each record
 */
public record Parameters(Map<String, Object> fixed, Map<String, FieldPath> fromRecord) {

    public static final String PREFIX = "parameters.";

    /** One path and nothing else: a text with several placeholders may be another template's, such as a chat's. */
    private static final Pattern PATH = Pattern.compile("\\{\\{((?:(?!}}).)*)}}", Pattern.DOTALL);

    /**
     * Parses values by parameter name.
     *
     * @param errors gets a line for each value that cannot be parsed
     */
    public static Parameters parse(Map<String, ?> values, List<KeyError> errors) {
        Map<String, Object> fixed = new LinkedHashMap<>();
        Map<String, FieldPath> fromRecord = new LinkedHashMap<>();
        new TreeMap<>(values).forEach((name, value) -> {
            Matcher path = PATH.matcher(String.valueOf(value).strip());
            try {
                if (path.matches()) {
                    fromRecord.put(name, FieldPath.parse(path.group(1).strip()));
                } else {
                    NearlyJson.refuse(String.valueOf(value));
                    fixed.put(name, ParameterValue.parse(String.valueOf(value)));
                }
            } catch (IllegalArgumentException e) {
                errors.add(new KeyError(PREFIX + name, String.valueOf(e.getMessage())));
            }
        });
        return new Parameters(fixed, fromRecord);
    }
}
