package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.Parsed;
import io.github.hfconnect.http.transport.UrlFetch;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.record.input.InputRules;
import io.github.hfconnect.record.input.InputTemplate;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.OnMissingInput;
import io.github.hfconnect.record.input.UnavailableValues;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.catalog.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;

/** What of a record the model gets. */
public final class InputKeys {

    static final String FIELD = "input.field";
    static final String TEMPLATE = "input.template";
    static final String MAX_CHARS = "input.max.chars";
    static final String FETCH = "input.fetch.url";
    static final String FETCH_PRIVATE = "input.fetch.private";
    static final String ON_EMPTY = "on.empty.input";

    static final String ON_MISSING = "on.missing.input";
    static final String UNAVAILABLE = "input.unavailable.value";

    static final Choice<OnEmptyInput> ON_EMPTY_CHOICES = new Choice<>(OnEmptyInput.class);
    static final Choice<OnMissingInput> ON_MISSING_CHOICES = new Choice<>(OnMissingInput.class);

    private InputKeys() {}

    public static void addTo(KeyGroups keys) {
        addSlotsTo(keys.group("Input")
                .key(
                        FIELD,
                        STRING,
                        null,
                        new Parsed("a path such as customer.comments.0.text", FieldPath::parse),
                        HIGH,
                        "Path of the field that the model gets: names separated by dots, through Structs, Maps and array"
                                + " indices; back-ticks quote a name with dots in it. Text, numbers, booleans and UTF-8"
                                + " bytes can be read; for images and sound bytes, base64 or a URL. Left out: the"
                                + " whole value.")
                .key(
                        TEMPLATE,
                        STRING,
                        null,
                        new Parsed("text with {{path}}", InputTemplate::parse),
                        MEDIUM,
                        "Text that the model gets, with paths in double braces, such as {{title}}: {{body}}. Instead of"
                                + " input.field.")
                .key(
                        MAX_CHARS,
                        INT,
                        0,
                        atLeast(0),
                        MEDIUM,
                        "Longer text is cut to as many Unicode code points; 0 for no limit.")
                .key(
                        FETCH,
                        BOOLEAN,
                        false,
                        null,
                        LOW,
                        "Whether an image, a sound or a video of which a record holds the http or https URL, such as a"
                                + " presigned one, is fetched by the worker. The URL gets neither the token nor other headers,"
                                + " max.response.bytes and request.timeout.ms hold, and a host that is not in the public"
                                + " internet is refused. Otherwise chats pass URLs on to the server, and for other tasks"
                                + " such a record is a failed one.")
                .key(
                        FETCH_PRIVATE,
                        BOOLEAN,
                        false,
                        null,
                        LOW,
                        "Whether input.fetch.url also fetches from this machine and from private networks. Whoever writes"
                                + " the records then chooses what the worker reads there.")
                .key(
                        ON_EMPTY,
                        STRING,
                        Choice.spelling(OnEmptyInput.SKIP),
                        ON_EMPTY_CHOICES,
                        MEDIUM,
                        "What a null or blank input means. skip: the record passes on without a call and with a null"
                                + " prediction. fail: it is a failed record. What a path means that leads nowhere is said by"
                                + " on.missing.input.")
                .key(
                        ON_MISSING,
                        STRING,
                        Choice.spelling(OnMissingInput.FAIL),
                        ON_MISSING_CHOICES,
                        MEDIUM,
                        "What a record means in which a path of the input leads nowhere. fail: it is a failed record, so"
                                + " that a misspelt field is not a silent skip. skip: the record passes on as it is, for"
                                + " events that are no rows, such as Debezium's heartbeats and transactions.")
                .key(
                        UNAVAILABLE,
                        LIST,
                        "__debezium_unavailable_value",
                        null,
                        MEDIUM,
                        "What stands in a record for a value that is unchanged and was not sent, also as bytes, base64 or"
                                + " hex, and inside lists and maps. Where an input or a parameter is one of these, no call"
                                + " is made, and what stands in output.field stays; the default is what Debezium writes for"
                                + " large columns that an update has not touched. Empty: none."));
    }

    public static InputRules rules(AbstractConfig values) {
        return new InputRules(
                ON_EMPTY_CHOICES.parse(values.getString(ON_EMPTY)),
                ON_MISSING_CHOICES.parse(values.getString(ON_MISSING)),
                UnavailableValues.of(values.getList(UNAVAILABLE)));
    }

    public static UrlFetch fetch(AbstractConfig values) {
        return UrlFetch.of(values.getBoolean(FETCH), values.getBoolean(FETCH_PRIVATE));
    }

    /** The key of a task's input, for tasks that have several. */
    static String field(Slot slot) {
        return "input." + slot.name() + ".field";
    }

    private static void addSlotsTo(KeyGroups keys) {
        Map<String, List<Task>> tasks = new TreeMap<>();
        for (Task task : Tasks.names().stream().map(Tasks::named).toList()) {
            task.slots().stream()
                    .filter(slot -> !slot.name().equals(Input.MAIN))
                    .forEach(slot -> tasks.computeIfAbsent(field(slot), key -> new ArrayList<>())
                            .add(task));
        }
        tasks.forEach((key, of) -> keys.key(
                key,
                STRING,
                null,
                new Parsed("a path such as customer.comments.0.text", FieldPath::parse),
                MEDIUM,
                "Path of one of several inputs, for the task "
                        + of.stream().map(Task::name).collect(Collectors.joining(", ")) + "." + lists(of, key)));
    }

    private static String lists(List<Task> tasks, String key) {
        boolean several = tasks.stream()
                .flatMap(task -> task.slots().stream())
                .anyMatch(slot -> field(slot).equals(key) && slot.kind() == Slot.Kind.MEDIA);
        return several ? " Chats also take a list there." : "";
    }
}
