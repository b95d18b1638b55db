package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.PredictionKeys;
import io.github.hfconnect.record.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Predictions of a transform that are paid for and then dropped or refused, as far as the connector's configuration shows it. */
public final class LostPredictions {

    private static final String TRANSFORM = "io.github.hfconnect.HuggingFaceTransform$Value";
    private static final String MIRROR = "org.apache.kafka.connect.mirror.MirrorSourceConnector";
    private static final String REMEDY_OF_BYTES =
            ". Use the sink connector on the topic that is written, or a converter of"
                    + " Structs such as org.apache.kafka.connect.json.JsonConverter";

    private static final Logger log = LoggerFactory.getLogger(LostPredictions.class);

    private LostPredictions() {}

    /** Logs what is lost. */
    public static void warn(Map<String, String> connector) {
        in(connector).forEach(log::warn);
    }

    /**
     * What is lost, one sentence each, with the keys and what to change.
     *
     * @param connector its whole configuration, as it is posted to Connect
     */
    public static List<String> in(Map<String, String> connector) {
        List<String> warnings = new ArrayList<>();
        List<TransformChain.Step> steps = TransformChain.of(connector).steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).type().equals(TRANSFORM)) {
                dropped(steps.get(i), steps.subList(i + 1, steps.size())).ifPresent(warnings::add);
                refused(steps.get(i), connector).ifPresent(warnings::add);
            }
        }
        return warnings;
    }

    private static Optional<String> dropped(TransformChain.Step ours, List<TransformChain.Step> later) {
        Optional<FieldPath> path = outputField(ours);
        for (TransformChain.Step step : path.isEmpty() ? List.<TransformChain.Step>of() : later) {
            path = path.flatMap(new LaterTransform(step)::handsOn);
            if (path.isEmpty()) {
                return Optional.of("transforms." + step.alias() + " (" + step.type()
                        + ") does not hand on the field of " + ours.prefix() + PredictionKeys.FIELD
                        + ", so that each prediction is paid for and dropped: put " + ours.alias() + " behind "
                        + step.alias() + " in transforms, or let " + PredictionKeys.FIELD
                        + " lead into what is handed on, such as after.prediction");
            }
        }
        return Optional.empty();
    }

    /** Empty where it cannot be read, which is an error of its own. */
    private static Optional<FieldPath> outputField(TransformChain.Step ours) {
        try {
            return Optional.of(FieldPath.parse(ours.props().getOrDefault(PredictionKeys.FIELD, "prediction")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> refused(TransformChain.Step ours, Map<String, String> connector) {
        String connectorClass = String.valueOf(connector.get("connector.class"));
        String converter = String.valueOf(connector.get("value.converter"));
        if (MIRROR.equals(connectorClass) || connectorClass.equals("MirrorSourceConnector")) {
            return Optional.of("connector.class=" + connectorClass + " copies bytes, of which " + ours.prefix()
                    + "type makes a Struct: the copy is no longer what was mirrored, and ByteArrayConverter refuses it after"
                    + " each call is paid for" + REMEDY_OF_BYTES);
        }
        return isSource(connectorClass, connector) && WritesNoFields.isOne(converter)
                ? Optional.of("value.converter=" + converter + " cannot write the Struct that " + ours.prefix()
                        + "type makes, so that each prediction is paid for and lost" + REMEDY_OF_BYTES)
                : Optional.empty();
    }

    /** A sink reads with its converter, and writes without. */
    private static boolean isSource(String connectorClass, Map<String, String> connector) {
        boolean readsTopics = connector.containsKey("topics") || connector.containsKey("topics.regex");
        return !connectorClass.contains("Sink") && !readsTopics;
    }
}
