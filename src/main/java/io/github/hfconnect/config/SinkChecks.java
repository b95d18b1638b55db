package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.FailureKeys;
import io.github.hfconnect.config.keys.KeptKeys;
import io.github.hfconnect.config.keys.ModelKeys;
import io.github.hfconnect.config.keys.OutputKeys;
import io.github.hfconnect.config.keys.PredictionKeys;
import io.github.hfconnect.config.keys.RouteKeys;
import io.github.hfconnect.config.keys.SpeedKeys;
import io.github.hfconnect.config.keys.SpendingKeys;
import io.github.hfconnect.config.value.ClientSettings;
import io.github.hfconnect.config.value.DeliveryGuarantee;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.OnFailure;
import io.github.hfconnect.config.value.TopicName;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.record.output.FieldNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What no key of the sink can know alone. */
final class SinkChecks {

    private static final String AUTO_COMMIT = "consumer.override.enable.auto.commit";

    private final SinkConfig config;
    private final Map<String, String> props;
    private final List<KeyError> errors = new ArrayList<>();

    private SinkChecks(SinkConfig config, Map<String, String> props) {
        this.config = config;
        this.props = props;
    }

    static List<KeyError> errors(SinkConfig config, Map<String, String> props) {
        SinkChecks checks = new SinkChecks(config, props);
        checks.checkBatch();
        checks.checkShares();
        checks.checkAutoCommit();
        checks.checkRoutes();
        checks.checkNames();
        checks.checkOutputTopics();
        checks.checkDeadLetters();
        checks.errors.addAll(KeptChecks.errors(config));
        checks.errors.addAll(ClientOverrides.errors(props));
        checks.errors.addAll(OutputConverters.errors(config, props));
        checks.errors.addAll(ClientSettings.errors(
                SinkConfig.OUTPUT_CLIENT,
                config.output().ownClient(),
                String.valueOf(config.values().getString(OutputKeys.BOOTSTRAP_SERVERS))));
        if (config.delivery().guarantee() == DeliveryGuarantee.AT_LEAST_ONCE) {
            checks.errors.addAll(ProducerChecks.errors(config.output().ownClient()));
        }
        return checks.errors;
    }

    private void checkBatch() {
        if (config.batchLimits().maxInputs() > config.maxInFlightRecords()) {
            add(
                    SpeedKeys.BATCH_RECORDS,
                    "It must not be above " + SpeedKeys.RECORDS + ", but "
                            + config.batchLimits().maxInputs() + " is above " + config.maxInFlightRecords());
        }
    }

    /** A task whose share is nothing would wait for ever with its partitions. */
    private void checkShares() {
        long tasks = Math.max(config.limits().tasks(), config.mostTasks());
        for (String key : List.of(SpendingKeys.TOKENS_PER_MINUTE, SpendingKeys.MAX_REQUESTS, SpendingKeys.MAX_TOKENS)) {
            long limit = config.values().getLong(key);
            if (config.sharesLimits() && limit > 0 && limit < tasks) {
                add(
                        key,
                        limit + " cannot be shared by " + tasks + " tasks: raise it, lower tasks.max, or set "
                                + SpeedKeys.SCOPE + "=task, which gives each task the whole");
            }
        }
    }

    private void checkAutoCommit() {
        if ("true".equalsIgnoreCase(props.get(AUTO_COMMIT))) {
            add(
                    AUTO_COMMIT,
                    "Offsets would be committed before their records are written, which loses records in a"
                            + " crash: remove it");
        }
    }

    private void checkRoutes() {
        boolean hasLabels = config.task().shape() instanceof Shape.Fields fields
                && fields.fields().stream()
                        .map(Shape.Field::name)
                        .collect(Collectors.toSet())
                        .containsAll(Set.of("label", "score"));
        if (!config.routes().isEmpty() && !hasLabels) {
            add(
                    RouteKeys.NAMES,
                    "Routes go by labels and scores, which the task "
                            + config.task().name() + " does not give");
        }
    }

    /** Before a call is paid for whose answer no converter of Avro can write; Confluent's may be told to spell it otherwise. */
    private void checkNames() {
        ConverterSettings converter = config.output().valueConverter();
        boolean spellsAnew = "true".equals(String.valueOf(converter.settings().get("scrub.invalid.names")));
        if (converter.className().contains("Avro") && !spellsAnew) {
            FieldNames.unspeltInAvro(config.records().outputFields())
                    .ifPresent(name -> add(
                            OutputKeys.VALUE_CONVERTER,
                            converter.className() + " cannot write a field '" + name
                                    + "': Avro's names are letters, digits"
                                    + " and underscores. Rename it in " + ModelKeys.RESPONSE_SCHEMA + " or "
                                    + PredictionKeys.FIELD + ", or choose another converter"));
        }
    }

    private void checkDeadLetters() {
        if (config.onFailure() == OnFailure.DEAD_LETTER) {
            add(
                    FailureKeys.ON_FAILURE,
                    "dead-letter is for transforms. In the sink set report, and Connect's own"
                            + " errors.tolerance=all and errors.deadletterqueue.topic.name");
        }
    }

    private void checkOutputTopics() {
        checkOutputTopic(OutputKeys.TOPIC, config.output().topic());
        config.routes().forEach(route -> checkOutputTopic(RouteKeys.PREFIX + route.name() + ".topic", route.topic()));
        config.cacheTopic().ifPresent(topic -> checkOutputTopic(KeptKeys.CACHE_TOPIC, topic));
        config.stateTopic().ifPresent(topic -> checkOutputTopic(KeptKeys.STATE_TOPIC, topic));
        @Nullable String deadLetters = config.errorSettings().topic();
        if (deadLetters != null) {
            checkOutputTopic(ErrorSettings.TOPIC, deadLetters);
        }
    }

    private void checkOutputTopic(String key, String topic) {
        List<String> inputTopics = split(props.get("topics"));
        @Nullable String regex = props.get("topics.regex");
        inputTopics.stream()
                .map(new TopicName(topic)::of)
                .filter(output -> inputTopics.contains(output) || isInput(output, regex))
                .findFirst()
                .ifPresent(output -> addLoop(key, output));
        if (regex != null && isInput(new TopicName(topic).of(example(regex)), regex)) {
            addLoop(key, topic);
        }
    }

    private void addLoop(String key, String topic) {
        add(
                key,
                "'" + topic
                        + "' is also an input topic, so that records would go round for ever: choose another topic");
    }

    private static boolean isInput(String topic, @Nullable String regex) {
        try {
            return regex != null && Pattern.matches(regex, topic);
        } catch (PatternSyntaxException e) {
            // Connect itself refuses such an expression.
            return false;
        }
    }

    /** A topic that the expression is likely to match; the usual ones are a name with a wildcard or a choice in it. */
    private static String example(String regex) {
        return regex.replace("\\.", "\0")
                .replaceAll("\\((?:\\?:)?([^|()]*)[^()]*\\)", "$1")
                .replaceAll("\\[[^]]*]|\\.", "x")
                .replaceAll("[*+?^$()\\\\]|\\|.*", "")
                .replace('\0', '.');
    }

    private static List<String> split(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    private void add(String key, String message) {
        errors.add(new KeyError(key, message));
    }
}
