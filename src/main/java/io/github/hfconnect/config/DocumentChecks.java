package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.ChunkKeys;
import io.github.hfconnect.config.keys.ChunkRecordKeys;
import io.github.hfconnect.config.keys.ChunkRecordSettings;
import io.github.hfconnect.config.keys.FailureKeys;
import io.github.hfconnect.config.keys.OutputKeys;
import io.github.hfconnect.config.keys.PredictionKeys;
import io.github.hfconnect.config.keys.RouteKeys;
import io.github.hfconnect.config.keys.SavingKeys;
import io.github.hfconnect.config.value.ChunkKey;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.OnFailure;
import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.config.value.TopicName;
import io.github.hfconnect.record.path.FieldPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What does not go together with {@code chunk.mode=records}. */
final class DocumentChecks {

    private static final String MODE = ChunkKeys.MODE + "=records";

    private final SinkConfig config;
    private final Map<String, String> props;
    private final List<KeyError> errors = new ArrayList<>();

    private DocumentChecks(SinkConfig config, Map<String, String> props) {
        this.config = config;
        this.props = props;
    }

    static List<KeyError> errors(SinkConfig config, Map<String, String> props) {
        DocumentChecks checks = new DocumentChecks(config, props);
        if (config.writesPieces()) {
            checks.checkStateTopic();
            checks.checkFields();
            checks.checkKey();
            checks.checkOthers();
        }
        return checks.errors;
    }

    private void checkStateTopic() {
        @Nullable String topic = config.pieces().stateTopic();
        if (topic == null) {
            add(
                    ChunkRecordKeys.STATE_TOPIC,
                    "Set it: " + MODE + " has to remember which pieces were written, for example in ${topic}.pieces."
                            + config.connectorName());
            return;
        }
        List<String> inputs = inputTopics();
        boolean several = inputs.size() > 1 || props.get("topics.regex") != null;
        if (several && !topic.contains(TopicName.PLACEHOLDER)) {
            add(ChunkRecordKeys.STATE_TOPIC, "Several input topics need one each: put ${topic} into its name");
        }
        TopicName name = new TopicName(topic);
        TopicName output = new TopicName(config.output().topic());
        if (inputs.stream().anyMatch(input -> isUsed(name.of(input), output.of(input), inputs))) {
            add(
                    ChunkRecordKeys.STATE_TOPIC,
                    "'" + topic + "' is also an input, output or dead letter topic: name another");
        }
    }

    private boolean isUsed(String state, String output, List<String> inputs) {
        return state.equals(output)
                || inputs.contains(state)
                || state.equals(config.errorSettings().topic());
    }

    private List<String> inputTopics() {
        @Nullable String topics = props.get("topics");
        return topics == null
                ? List.of()
                : Stream.of(topics.split(",")).map(String::strip).toList();
    }

    private void checkFields() {
        Set<String> taken = new HashSet<>();
        taken.add(ChunkRecordSettings.FIELD.name());
        config.records().outputFields().forEach(field -> {
            String first = field.path().steps().get(0);
            boolean isChunk = field.path().equals(ChunkRecordSettings.FIELD);
            if (!isChunk && first.equals(ChunkRecordSettings.FIELD.name())) {
                add(PredictionKeys.FIELD, "'" + field.path() + "' is where the record says which piece it is");
            }
            taken.add(first);
        });
        for (FieldPath path : config.pieces().copyFields()) {
            if (path.steps().isEmpty() || !taken.add(path.name())) {
                add(
                        ChunkRecordKeys.COPY_FIELDS,
                        "'" + path + "' would stand where another field of a piece's record stands: leave it out");
            }
        }
    }

    private void checkKey() {
        boolean asText = config.output()
                .keyConverter()
                .filter(converter -> WritesNoFields.isOfText(converter.className()))
                .isPresent();
        if (asText && config.pieces().key() != ChunkKey.TEXT) {
            add(
                    ChunkRecordKeys.KEY,
                    "Keys are written as text (" + OutputKeys.KEY_CONVERTER + " or key.converter): set it to text, or "
                            + OutputKeys.KEY_CONVERTER + " to a converter that takes fields");
        }
    }

    private void checkOthers() {
        refuse(!config.routes().isEmpty(), RouteKeys.NAMES, "all pieces of a document go to one topic");
        refuse(
                config.output().order() == OutputOrder.NONE,
                OutputKeys.ORDER,
                "an older version of a document must not be written after a newer one");
        refuse(
                config.onFailure() == OnFailure.ANNOTATE,
                FailureKeys.ON_FAILURE,
                "a document that fails has no pieces to be annotated, and those it had stay");
        refuse(
                !"false".equals(config.values().getString(SavingKeys.SKIP_IF_PRESENT)),
                SavingKeys.SKIP_IF_PRESENT,
                "documents bring no predictions along; see " + ChunkRecordKeys.SKIP_UNCHANGED);
        refuse(
                config.values().getString(SavingKeys.SKIP_UNCHANGED) != null,
                SavingKeys.SKIP_UNCHANGED,
                "documents bring no predictions along; see " + ChunkRecordKeys.SKIP_UNCHANGED);
    }

    private void refuse(boolean isSet, String key, String reason) {
        if (isSet) {
            add(key, "It does not go together with " + MODE + ": " + reason);
        }
    }

    private void add(String key, String message) {
        errors.add(new KeyError(key, message));
    }
}
