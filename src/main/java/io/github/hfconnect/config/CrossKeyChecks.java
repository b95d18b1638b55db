package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.ChunkKeys;
import io.github.hfconnect.config.keys.CustomKeys;
import io.github.hfconnect.config.keys.DeadLetterKeys;
import io.github.hfconnect.config.keys.EndpointKeys;
import io.github.hfconnect.config.keys.FailureKeys;
import io.github.hfconnect.config.keys.InputSlots;
import io.github.hfconnect.config.keys.KeptKeys;
import io.github.hfconnect.config.keys.ModelKeys;
import io.github.hfconnect.config.keys.PredictionKeys;
import io.github.hfconnect.config.keys.PriceKeys;
import io.github.hfconnect.config.keys.SavingKeys;
import io.github.hfconnect.config.keys.SpendingKeys;
import io.github.hfconnect.config.keys.VectorKeys;
import io.github.hfconnect.config.value.ChunkMode;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.OnFailure;
import io.github.hfconnect.config.value.Parameters;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.TextClassification;
import io.github.hfconnect.task.chat.Chat;
import io.github.hfconnect.task.chat.ChatCompletion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** What no key can know alone, as far as the transform and the sink share it. */
final class CrossKeyChecks {

    private static final String STREAM = "stream";

    /** A key, alone or with its value. */
    private static final Pattern QUOTED = Pattern.compile("`([^`=]+)[^`]*`");

    private final InferenceConfig config;
    private final AbstractConfig values;
    private final List<KeyError> errors = new ArrayList<>();

    private CrossKeyChecks(InferenceConfig config) {
        this.config = config;
        this.values = config.values();
    }

    static List<KeyError> errors(InferenceConfig config) {
        CrossKeyChecks checks = new CrossKeyChecks(config);
        checks.checkModel();
        checks.checkParameters();
        checks.checkTaskKeys();
        checks.checkToken();
        if (checks.errors.stream().noneMatch(error -> error.key().equals(ModelKeys.MODEL))) {
            // It would miss the model once more.
            checks.checkServerKind();
        }
        checks.checkHttpSettings();
        checks.checkInput();
        checks.errors.addAll(SavingKeys.errors(config.values()));
        checks.errors.addAll(VectorKeys.errors(config.values(), config.task()));
        checks.errors.addAll(ChunkChecks.errors(config.values(), config.task()));
        checks.checkChunkMode();
        checks.checkOutputFields();
        checks.checkBackoff();
        checks.checkDeadLetters();
        checks.checkKept();
        checks.checkCost();
        return checks.errors;
    }

    private void checkModel() {
        if (config.endpoints().areRouter() && config.model() == null) {
            add(
                    ModelKeys.MODEL,
                    "Set the id of a model on the Hub, or the URL of an own endpoint in " + EndpointKeys.URLS);
        }
        if (config.endpoints().areRouter() && config.model() != null && !ModelKeys.isModelId(config.model())) {
            add(
                    ModelKeys.MODEL,
                    "A model id has the form org/name, as in the model's URL on the Hub; a name of another form needs "
                            + EndpointKeys.URLS);
        }
    }

    private void checkParameters() {
        if (CustomKeys.isCustom(values)) {
            return;
        }
        if (config.parameterNames().contains(STREAM)
                && !isOff(config.callSpec().parameters().get(STREAM))) {
            add(Parameters.PREFIX + STREAM, "Remove it: an answer is read whole, and a server that streams sends none");
        }
        for (String required : config.task().requiredParameters()) {
            if (!config.parameterNames().contains(required)) {
                add(
                        Parameters.PREFIX + required,
                        "Set it: the task " + config.task().name() + " cannot be done without it");
            }
        }
    }

    private static boolean isOff(@Nullable Object value) {
        return "false".equals(String.valueOf(value));
    }

    private void checkTaskKeys() {
        String task = config.task().name();
        for (String key : List.of(ModelKeys.SYSTEM_PROMPT, ModelKeys.RESPONSE_SCHEMA)) {
            if (values.getString(key) != null && !(config.task() instanceof Chat)) {
                add(
                        key,
                        "Remove it: the task is " + task + ", and only " + ChatCompletion.NAME
                                + " and chats about images, audio and video have it");
            }
        }
        if (values.getList(ModelKeys.LABELS) != null && !(config.task() instanceof TextClassification)) {
            add(ModelKeys.LABELS, "Remove it: the task is " + task + ", and only text-classification has it");
        }
        if (values.getString(ModelKeys.RESPONSE_SCHEMA) != null
                && config.parameterNames().contains("response_format")) {
            add(Parameters.PREFIX + "response_format", "Remove it: " + ModelKeys.RESPONSE_SCHEMA + " is sent instead");
        }
    }

    private void checkToken() {
        boolean hasOwnHeader =
                config.endpoints().headers().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
        String token = config.endpoints().token();
        if (token != null && token.isBlank()) {
            add(EndpointKeys.TOKEN, "It is empty; the variable or file that it comes from may be missing");
        }
        errors.addAll(Credentials.errors(token, config.endpoints().headers()));
        if (config.endpoints().areRouter() && token == null && !hasOwnHeader) {
            add(
                    EndpointKeys.TOKEN,
                    "The Hugging Face router needs an access token: make one at"
                            + " https://huggingface.co/settings/tokens and hand it in by a config provider, such as"
                            + " ${env:HF_TOKEN}; or set " + EndpointKeys.URLS);
        }
    }

    private void checkServerKind() {
        if (CustomKeys.isCustom(values)) {
            errors.addAll(CustomKeys.errors(values));
            return;
        }
        errors.addAll(CustomKeys.surplus(values));
        try {
            ServerKinds.configured(config.endpoints().api(), config.callSpec());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            add(keyNamedIn(message, EndpointKeys.API), message);
        }
    }

    private void checkHttpSettings() {
        try {
            config.endpoints().http();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            add(keyNamedIn(message, EndpointKeys.TOKEN), message);
        }
    }

    private static String keyNamedIn(String message, String otherwise) {
        Matcher quoted = QUOTED.matcher(message);
        return quoted.find() ? quoted.group(1) : otherwise;
    }

    private void checkInput() {
        errors.addAll(InputSlots.errors(config.task(), values));
    }

    private void checkChunkMode() {
        if (ChunkKeys.mode(values) == ChunkMode.RECORDS && !(config instanceof SinkConfig)) {
            add(
                    ChunkKeys.MODE,
                    "records is for the sink connector: a transform makes one record of one. Use array or pool here");
        }
    }

    private void checkOutputFields() {
        FieldPath prediction = config.records().predictionField();
        FieldPath error = OutputField.error(prediction).path();
        config.records()
                .metadataField()
                .ifPresent(metadata -> Stream.of(prediction, error)
                        .filter(path -> path.isPrefixOf(metadata) || metadata.isPrefixOf(path))
                        .forEach(path -> add(
                                PredictionKeys.METADATA_FIELD,
                                "'" + metadata + "' and the output field '" + path
                                        + "' are in each other's way: choose a path beside it")));
    }

    private void checkBackoff() {
        if (values.getLong(FailureKeys.BACKOFF) > values.getLong(FailureKeys.MAX_BACKOFF)) {
            add(
                    FailureKeys.BACKOFF,
                    "It must not be above " + FailureKeys.MAX_BACKOFF + ", but " + values.getLong(FailureKeys.BACKOFF)
                            + " is above " + values.getLong(FailureKeys.MAX_BACKOFF));
        }
    }

    private void checkDeadLetters() {
        if (config.onFailure() == OnFailure.DEAD_LETTER && !(config instanceof SinkConfig)) {
            errors.addAll(DeadLetterKeys.errors(values, Prefixed.of(values, DeadLetterKeys.PRODUCER)));
        }
    }

    /** A transform has no cluster of its own, and no task that could read before its first record. */
    private void checkKept() {
        for (String key : List.of(KeptKeys.CACHE_TOPIC, KeptKeys.STATE_TOPIC)) {
            if (!(config instanceof SinkConfig) && values.originals().get(key) != null) {
                add(key, "Remove it: only the sink connector has it");
            }
        }
    }

    private void checkCost() {
        if (values.getDouble(SpendingKeys.MAX_COST) > 0
                && !config.limits().prices().areKnown()
                && !config.looksUpPrices()) {
            add(
                    SpendingKeys.MAX_COST,
                    "Set a price, too: " + PriceKeys.INPUT + " and " + PriceKeys.OUTPUT + " for a million tokens, or "
                            + PriceKeys.REQUEST
                            + ". Only chats through the Hugging Face router have prices that are looked up");
        }
    }

    private void add(String key, String message) {
        errors.add(new KeyError(key, message));
    }
}
