package io.github.hfconnect.config;

import io.github.hfconnect.config.value.DeliveryGuarantee;
import java.time.Duration;

/**
 * What the sink promises, and what it takes to keep it.
 *
 * @param groupId the consumer group in which Connect reads for the connector
 * @param idPrefix with which each transactional id begins
 * @param timeout after which the broker aborts a transaction
 * @param commitInterval least time between two transactions of one partition
 */
public record DeliverySettings(
        DeliveryGuarantee guarantee, String groupId, String idPrefix, Duration timeout, Duration commitInterval) {}
