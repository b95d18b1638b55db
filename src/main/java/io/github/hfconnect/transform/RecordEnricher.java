package io.github.hfconnect.transform;

import io.github.hfconnect.config.Enrichment;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.config.OnFailure;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.record.Reading;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enriches keys or values one by one, each with a call that the caller waits for. Safe for use by several threads. */
public final class RecordEnricher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordEnricher.class);

    private final Enrichment enrichment;
    private final OnFailure onFailure;

    public RecordEnricher(InferenceConfig config) {
        this.enrichment = Enrichment.of(config);
        this.onFailure = config.onFailure();
    }

    /**
     * The enriched key or value.
     *
     * @return empty where the record is to be left out
     * @throws org.apache.kafka.connect.errors.DataException where the record itself is at fault
     * @throws org.apache.kafka.connect.errors.RetriableException where the service is at fault after all attempts
     * @throws ConnectException where somebody has to change the configuration
     */
    public Optional<SchemaAndValue> enrich(@Nullable Schema schema, @Nullable Object value) {
        Outcome outcome = outcome(schema, value);
        if (outcome instanceof Outcome.Failed failed && !isAnnotated(failed)) {
            return dropOrThrow(failed);
        }
        return Optional.of(enrichment.mapper().enriched(schema, value, outcome));
    }

    private Outcome outcome(@Nullable Schema schema, @Nullable Object value) {
        Reading reading = enrichment.mapper().input(schema, value);
        if (reading instanceof Reading.Settled settled) {
            return settled.outcome();
        }
        Input input = ((Reading.Ask) reading).input();
        Prediction known = enrichment.cache().get(input);
        return known != null ? new Outcome.Enriched(known) : asked(input);
    }

    private Outcome asked(Input input) {
        try {
            Outcome outcome = enrichment.enricher().enrich(List.of(input)).get(0);
            if (outcome instanceof Outcome.Enriched enriched) {
                enrichment.cache().put(input, enriched.prediction());
            }
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while the model was asked", e);
        }
    }

    private boolean isAnnotated(Outcome.Failed failed) {
        return onFailure == OnFailure.ANNOTATE && failed.ownFault();
    }

    private Optional<SchemaAndValue> dropOrThrow(Outcome.Failed failed) {
        if (onFailure == OnFailure.DROP && failed.ownFault()) {
            LOG.warn(
                    "A record is left out, as on.failure=drop says: {}",
                    failed.failure().describe());
            return Optional.empty();
        }
        throw ConnectErrors.of(failed);
    }

    @Override
    public void close() {
        enrichment.close();
    }
}
