package io.github.hfconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.keys.KeyGroups;
import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.record.path.FieldPath;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;

/** The configuration of the predicate. */
public final class PredicateConfig {

    static final KeyGroups KEYS = keys();

    /** The predicate's keys. */
    public static final ConfigDef CONFIG_DEF = KEYS.definition();

    private static final String FIELD = "field";
    private static final String LABEL = "label";
    private static final String MIN_SCORE = "min.score";

    private final AbstractConfig values;

    /**
     * The configuration of a predicate.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the key, its value and what to do
     */
    public PredicateConfig(Map<String, ?> props) {
        values = new AbstractConfig(CONFIG_DEF, props, false);
    }

    private static KeyGroups keys() {
        return new KeyGroups()
                .group("Predicate")
                .key(
                        FIELD,
                        STRING,
                        "prediction",
                        new Parsed("a path such as ai.toxicity", FieldPath::parse),
                        HIGH,
                        "Path of the prediction in the record's value, as output.field gave it. A record without such a"
                                + " field does not match, nor one where it is null; the first without it is logged.")
                .required(LABEL, STRING, new NonEmptyString(), "The label whose score decides.")
                .key(MIN_SCORE, DOUBLE, 0.5, null, MEDIUM, "The least score of the label that matches.");
    }

    /** Where the prediction stands. */
    public FieldPath field() {
        return FieldPath.parse(values.getString(FIELD));
    }

    public String label() {
        return values.getString(LABEL);
    }

    /** The least score that matches. */
    public double minScore() {
        return values.getDouble(MIN_SCORE);
    }
}
