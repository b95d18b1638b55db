package io.github.hfconnect.transform;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.OpenResources;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.metrics.Accounting;
import io.github.hfconnect.metrics.CallStatistics;
import io.github.hfconnect.metrics.CommonMetrics;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.record.TraceHeaders;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.wiring.Enrichment;
import io.github.hfconnect.wiring.Inquiry;
import io.github.hfconnect.wiring.SystemTime;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Enriches keys or values one by one, each with a call that the caller waits for, and accounts for every record. One that
 * Connect is asked to bring again counts as returned.
 */
public final class RecordEnricher implements AutoCloseable {

    /** What a record has become, or why it is to be given up. */
    private record Result(Disposition disposition, @Nullable SchemaAndValue enriched, Outcome.@Nullable Failed failed) {

        static Result of(Outcome.Failed failed) {
            return new Result(Disposition.reported(failed.failure().kind()), null, failed);
        }
    }

    private final Enrichment enrichment;
    private final Inquiry inquiry;
    private final FailedRecords failedRecords;
    private final Accounting accounting;
    private final TransformMetrics metrics;
    private final OpenResources resources;

    private RecordEnricher(
            Enrichment enrichment,
            Inquiry inquiry,
            FailedRecords failedRecords,
            Accounting accounting,
            TransformMetrics metrics,
            OpenResources resources) {
        this.enrichment = enrichment;
        this.inquiry = inquiry;
        this.failedRecords = failedRecords;
        this.accounting = accounting;
        this.metrics = metrics;
        this.resources = resources;
    }

    /**
     * What a configuration describes; nothing is called yet.
     *
     * @param transform the transform's class
     */
    public static RecordEnricher open(InferenceConfig config, Class<?> transform) {
        OpenResources resources = new OpenResources();
        try {
            return open(config, transform, resources);
        } catch (RuntimeException | Error e) {
            resources.closeAfter(e);
            throw e;
        }
    }

    private static RecordEnricher open(InferenceConfig config, Class<?> transform, OpenResources resources) {
        Time time = new SystemTime();
        CallStatistics calls = new CallStatistics(time::nanos);
        CallStatistics attempts = new CallStatistics(time::nanos);
        FailedRecords failedRecords = resources.add(FailedRecords.open(config, transform.getName(), time));
        Enrichment enrichment = resources.add(Enrichment.of(config, calls, attempts, time));
        Accounting accounting = new Accounting();
        String part = transform.getSimpleName().toLowerCase(Locale.ROOT);
        TransformMetrics metrics = resources.add(new TransformMetrics(
                new CommonMetrics(accounting, calls, attempts),
                enrichment.gauges(),
                part + "." + config.records().predictionField()));
        Inquiry inquiry = Inquiry.of(enrichment, config);
        return new RecordEnricher(enrichment, inquiry, failedRecords, accounting, metrics, resources);
    }

    /** Counts a record whose part is null. */
    public void pass() {
        metrics.show();
        accounting.consumed();
        accounting.ended(Disposition.PASSED_TOMBSTONE);
    }

    /**
     * The enriched key or value.
     *
     * @param part the key or value before
     * @return empty where the record is to be left out
     * @throws DataException where the record itself is at fault
     * @throws RetriableException where the service is at fault after all attempts
     * @throws ConnectException where somebody has to change the configuration
     */
    public Optional<SchemaAndValue> enrich(ConnectRecord<?> record, SchemaAndValue part) {
        metrics.show();
        accounting.consumed();
        // What is thrown without a failure asks for somebody, too.
        Disposition disposition = Disposition.reported(FailureKind.MISCONFIGURED);
        try {
            Result result = result(record, part);
            disposition = result.disposition();
            if (result.failed() != null) {
                disposition = failedRecords.giveUp(record, result.failed());
            }
            return Optional.ofNullable(result.enriched());
        } catch (RetriableException e) {
            disposition = Disposition.RETURNED;
            throw e;
        } finally {
            accounting.ended(disposition);
        }
    }

    private Result result(ConnectRecord<?> record, SchemaAndValue part) {
        Outcome outcome = outcome(record, part);
        if (outcome instanceof Outcome.Failed failed && !failedRecords.isAnnotated(failed)) {
            return Result.of(failed);
        }
        try {
            return new Result(
                    Disposition.of(outcome), enrichment.mapper().enriched(part.schema(), part.value(), outcome), null);
        } catch (DataException e) {
            String message = "The record cannot hold the prediction: " + e.getMessage();
            return Result.of(new Outcome.Failed(Failure.of(FailureKind.REJECTED, message)));
        }
    }

    private Outcome outcome(ConnectRecord<?> record, SchemaAndValue part) {
        Reading reading = enrichment.mapper().input(part.schema(), part.value());
        if (reading instanceof Reading.Settled settled) {
            return settled.outcome();
        }
        try {
            return inquiry.about(((Reading.Ask) reading).input(), TraceHeaders.of(record.headers()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while the model was asked", e);
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
