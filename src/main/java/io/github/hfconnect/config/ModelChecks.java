package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.CustomKeys;
import io.github.hfconnect.config.keys.EndpointKeys;
import io.github.hfconnect.config.keys.ModelKeys;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.Parameters;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.TextClassification;
import io.github.hfconnect.task.chat.Chat;
import io.github.hfconnect.task.chat.ChatCompletion;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** Whether model, task, its parameters and the kind of server go together. */
final class ModelChecks {

    private static final String STREAM = "stream";

    private final InferenceConfig config;
    private final AbstractConfig values;
    private final List<KeyError> errors = new ArrayList<>();

    private ModelChecks(InferenceConfig config) {
        this.config = config;
        this.values = config.values();
    }

    static List<KeyError> errors(InferenceConfig config) {
        ModelChecks checks = new ModelChecks(config);
        checks.checkModel();
        checks.checkParameters();
        checks.checkTaskKeys();
        if (checks.errors.stream().noneMatch(error -> error.key().equals(ModelKeys.MODEL))) {
            // It would miss the model once more.
            checks.checkServerKind();
        }
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
            add(KeyError.keyNamedIn(message, EndpointKeys.API), message);
        }
    }

    private void add(String key, String message) {
        errors.add(new KeyError(key, message));
    }
}
