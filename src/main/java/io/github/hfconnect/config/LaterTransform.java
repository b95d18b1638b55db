package io.github.hfconnect.config;

import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Optional;

/**
 * What the transforms of others hand on of a value: those of Kafka 4.3 and of Debezium 3.6 that may drop a field.
 *
 * @param step whose behaviour is known by its class
 */
record LaterTransform(TransformChain.Step step) {

    private static final String KAFKA = "org.apache.kafka.connect.transforms.";
    private static final String DEBEZIUM = "io.debezium.transforms.";
    private static final String MONGODB = "io.debezium.connector.mongodb.transforms.";

    /** Where a field stands behind it, or empty where it is dropped. */
    Optional<FieldPath> handsOn(FieldPath path) {
        return switch (step.type()) {
            case DEBEZIUM + "ExtractNewRecordState" -> inside(new FieldPath(List.of("after")), path);
            case MONGODB + "ExtractNewDocumentState" -> Optional.empty();
            case DEBEZIUM + "outbox.EventRouter", MONGODB + "outbox.MongoEventRouter" ->
                Optional.of(path)
                        .filter(kept ->
                                !step.get("table.fields.additional.placement").isEmpty());
            case KAFKA + "ExtractField$Value" -> inside(extracted(), path);
            case KAFKA + "ReplaceField$Value" -> Optional.of(path).filter(this::isLeftBy);
            default -> Optional.of(path);
        };
    }

    private static Optional<FieldPath> inside(FieldPath part, FieldPath path) {
        int depth = part.steps().size();
        return part.isPrefixOf(path)
                ? Optional.of(
                        new FieldPath(path.steps().subList(depth, path.steps().size())))
                : Optional.empty();
    }

    /** A name with dots in it is a path only in the newer notation of KIP-821. */
    private FieldPath extracted() {
        String field = step.get("field");
        return step.get("field.syntax.version").equalsIgnoreCase("V2") && !field.isEmpty()
                ? FieldPath.parse(field)
                : new FieldPath(List.of(field));
    }

    private boolean isLeftBy(FieldPath path) {
        List<String> include = TransformChain.list(step.get("include"));
        return !path.steps().isEmpty()
                && !TransformChain.list(step.get("exclude"))
                        .contains(path.steps().get(0))
                && (include.isEmpty() || include.contains(path.steps().get(0)));
    }
}
