package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.DeliveryGuarantee;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;

/** What the sink promises. */
public final class DeliveryKeys {

    public static final String GUARANTEE = "delivery.guarantee";
    public static final String ID_PREFIX = "transactional.id.prefix";
    public static final String TIMEOUT = "transaction.timeout.ms";
    public static final String COMMIT_INTERVAL = "transaction.commit.interval.ms";

    public static final Choice<DeliveryGuarantee> GUARANTEES = new Choice<>(DeliveryGuarantee.class);

    private DeliveryKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Delivery")
                .key(
                        GUARANTEE,
                        STRING,
                        Choice.spelling(DeliveryGuarantee.AT_LEAST_ONCE),
                        GUARANTEES,
                        MEDIUM,
                        "at-least-once: no record is missing; after a crash those since the last commit may appear twice."
                                + " exactly-once: a reader with isolation.level=read_committed sees each record once, in"
                                + " the order of its partition; the output has to be the cluster that Connect reads from.")
                .key(
                        ID_PREFIX,
                        STRING,
                        "hfconnect",
                        new NonEmptyString(),
                        LOW,
                        "First part of the transactional ids of exactly-once, for access control. The consumer group, the"
                                + " topic and the partition follow, so that no two connectors share an id.")
                .key(
                        TIMEOUT,
                        LONG,
                        20_000L,
                        atLeast(1000),
                        LOW,
                        "Time after which the broker aborts a transaction whose task has died. Until then a new owner of"
                                + " its partition waits, so it must be below 45000.")
                .key(
                        COMMIT_INTERVAL,
                        LONG,
                        200L,
                        atLeast(0),
                        LOW,
                        "Least time between two transactions of one partition. The first record after a pause leaves at"
                                + " once.");
    }
}
