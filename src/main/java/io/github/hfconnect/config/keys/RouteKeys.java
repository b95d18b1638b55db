package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

/** Which records go to topics of their own, and what is hidden of them there. */
public final class RouteKeys {

    public static final String NAMES = "routes";
    public static final String PREFIX = "routes.";

    public static final String WHEN_FIELD = "when.field";
    public static final String WHEN_VALUES = "when.values";
    public static final String LABEL = "label";
    public static final String MIN_SCORE = "min.score";
    public static final String MAX_SCORE = "max.score";
    public static final String TOPIC = "topic";
    public static final String REDACT_FIELD = "redact.field";
    public static final String REDACT_WAY = "redact.way";

    private RouteKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Routes")
                .key(
                        NAMES,
                        LIST,
                        "",
                        null,
                        MEDIUM,
                        "Names of routes, in order: the first that a record's prediction matches decides its topic."
                                + " Without a match it goes to output.topic.")
                .family(
                        PREFIX + "<name>." + LABEL,
                        STRING,
                        "a label of the model",
                        MEDIUM,
                        "The label whose score decides. Required.")
                .family(
                        PREFIX + "<name>." + WHEN_FIELD,
                        STRING,
                        "a field path",
                        MEDIUM,
                        "A field of the value that says whether the route is for a record, such as its language: scores mean"
                                + " something else in each. Without it the route is for all.")
                .family(
                        PREFIX + "<name>." + WHEN_VALUES,
                        LIST,
                        "values, separated by commas",
                        MEDIUM,
                        "What stands in that field of the records that the route is for. It is for none that lacks the field.")
                .family(
                        PREFIX + "<name>." + MIN_SCORE,
                        DOUBLE,
                        "a number; 0 where it is left out",
                        MEDIUM,
                        "The least score that matches.")
                .family(
                        PREFIX + "<name>." + MAX_SCORE,
                        DOUBLE,
                        "a number; 1 where it is left out",
                        MEDIUM,
                        "The greatest score that matches.")
                .family(
                        PREFIX + "<name>." + TOPIC,
                        STRING,
                        "a topic name that may hold ${topic}, or nothing",
                        MEDIUM,
                        "Topic of the records that match; empty to leave them out. Required.")
                .family(
                        PREFIX + "<name>." + REDACT_FIELD,
                        STRING,
                        "a field path",
                        MEDIUM,
                        "A field of the value that is hidden on this route, in a change event in both images of the row. A"
                                + " record without it fails by its own fault. Dead"
                                + " letters are the records as they came.")
                .family(
                        PREFIX + "<name>." + REDACT_WAY,
                        STRING,
                        "mask, remove or hash; mask where it is left out",
                        MEDIUM,
                        "mask: text becomes ***, anything else null or the empty value of its type. remove: the field is left"
                                + " out, of the schema too. hash: the SHA-256 of a text or of bytes; whoever can guess the"
                                + " value can tell it.");
    }
}
