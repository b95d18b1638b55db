package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.DeliveryKeys;
import io.github.hfconnect.config.keys.OutputKeys;
import io.github.hfconnect.config.value.DeliveryGuarantee;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.OutputOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** What would break a promise of delivery, each with its reason. */
final class DeliveryChecks {

    /** Connect waits for a partition's position for a minute; an abort may come 10 s after its time. */
    private static final Duration TOO_LONG = Duration.ofSeconds(45);

    private static final String CONNECTOR = "connector.class";

    private static final Set<String> ALL = Set.of("all", "-1");

    private final SinkConfig config;
    private final Map<String, String> props;
    private final List<KeyError> errors = new ArrayList<>();

    private DeliveryChecks(SinkConfig config, Map<String, String> props) {
        this.config = config;
        this.props = props;
    }

    static List<KeyError> errors(SinkConfig config, Map<String, String> props) {
        DeliveryChecks checks = new DeliveryChecks(config, props);
        worker(hasOriginalCoordinates()).ifPresent(checks.errors::add);
        checks.checkTransactionalId();
        if (config.delivery().guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
            checks.checkOrder();
            checks.checkTimes();
            checks.checkProducer();
        }
        return checks.errors;
    }

    private void checkTransactionalId() {
        String key = OutputKeys.PRODUCER + "transactional.id";
        if (props.get(key) != null) {
            add(
                    key,
                    "Remove it: each partition needs an id of its own. Set " + DeliveryKeys.GUARANTEE
                            + "=exactly-once, and " + DeliveryKeys.ID_PREFIX + " for the first part of the ids");
        }
    }

    /** What is wrong with this worker, if anything. */
    static Optional<KeyError> worker(boolean tellsOriginalCoordinates) {
        return tellsOriginalCoordinates
                ? Optional.empty()
                : Optional.of(new KeyError(
                        CONNECTOR,
                        "This worker is older than Kafka Connect 3.6: it has no SinkRecord.originalTopic(), without which a"
                                + " sink does not learn the offsets of records that a transform has moved to another"
                                + " topic. Run the connector on Kafka Connect 3.6 or newer"));
    }

    private void checkOrder() {
        if (config.output().order() == OutputOrder.NONE) {
            add(
                    OutputKeys.ORDER,
                    "exactly-once needs " + OutputKeys.ORDER + "=partition: one offset a partition says what is done,"
                            + " so records cannot overtake");
        }
    }

    private void checkTimes() {
        Duration timeout = config.delivery().timeout();
        if (timeout.compareTo(TOO_LONG) >= 0) {
            add(
                    DeliveryKeys.TIMEOUT,
                    "It must be below " + TOO_LONG.toMillis() + ", but is " + timeout.toMillis()
                            + ": after a crash Connect waits for the end of an open transaction, and fails its tasks"
                            + " after a minute");
        }
        if (config.delivery().commitInterval().compareTo(timeout) >= 0) {
            add(
                    DeliveryKeys.COMMIT_INTERVAL,
                    "It must be below " + DeliveryKeys.TIMEOUT + ", but is "
                            + config.delivery().commitInterval().toMillis());
        }
    }

    private void checkProducer() {
        if ("false".equalsIgnoreCase(producer("enable.idempotence"))) {
            add(OutputKeys.PRODUCER + "enable.idempotence", "Remove it: transactions need an idempotent producer");
        }
        String acks = producer("acks");
        if (acks != null && !ALL.contains(acks.toLowerCase(Locale.ROOT))) {
            add(OutputKeys.PRODUCER + "acks", "Remove it: transactions need acks=all, but it is " + acks);
        }
        if (producer("transaction.timeout.ms") != null) {
            add(OutputKeys.PRODUCER + "transaction.timeout.ms", "Use " + DeliveryKeys.TIMEOUT + " instead");
        }
    }

    private @Nullable String producer(String setting) {
        return props.get(OutputKeys.PRODUCER + setting);
    }

    private static boolean hasOriginalCoordinates() {
        try {
            SinkRecord.class.getMethod("originalKafkaOffset");
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private void add(String key, String message) {
        errors.add(new KeyError(key, message));
    }
}
