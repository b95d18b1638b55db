package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.EndpointKeys;
import io.github.hfconnect.config.keys.FailureKeys;
import io.github.hfconnect.config.keys.InputSlots;
import io.github.hfconnect.config.keys.PredictionKeys;
import io.github.hfconnect.config.keys.PriceKeys;
import io.github.hfconnect.config.keys.SavingKeys;
import io.github.hfconnect.config.keys.SpendingKeys;
import io.github.hfconnect.config.keys.VectorKeys;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;

/** What no key can know alone, as far as the transform and the sink share it. */
final class CrossKeyChecks {

    private final InferenceConfig config;
    private final AbstractConfig values;
    private final List<KeyError> errors = new ArrayList<>();

    private CrossKeyChecks(InferenceConfig config) {
        this.config = config;
        this.values = config.values();
    }

    static List<KeyError> errors(InferenceConfig config) {
        CrossKeyChecks checks = new CrossKeyChecks(config);
        checks.errors.addAll(ModelChecks.errors(config));
        checks.checkToken();
        checks.checkHttpSettings();
        checks.checkInput();
        checks.errors.addAll(SavingKeys.errors(config.values()));
        checks.errors.addAll(VectorKeys.errors(config.values(), config.task()));
        checks.errors.addAll(ChunkChecks.errors(config.values(), config.task()));
        checks.checkOutputFields();
        checks.checkBackoff();
        checks.checkCost();
        if (!(config instanceof SinkConfig)) {
            checks.errors.addAll(TransformChecks.errors(config));
        }
        return checks.errors;
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

    private void checkHttpSettings() {
        try {
            config.endpoints().http();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            add(KeyError.keyNamedIn(message, EndpointKeys.TOKEN), message);
        }
    }

    private void checkInput() {
        errors.addAll(InputSlots.errors(config.task(), values));
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
