package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.resilience.LogLimit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a record goes that failed by its own fault. Connect's reporter ({@code WorkerErrantRecordReporter}, 4.3.1) is absent where
 * neither a dead letter queue nor error logging is configured; then {@code errors.tolerance} alone decides.
 */
public interface ErrantRecords {

    /**
     * Gives a record away. Called by the task thread only, because Connect's reporter keeps its futures without a lock.
     *
     * @return done when the record is safe
     * @throws ConnectException where such a record has to fail the task
     */
    Future<?> report(SinkRecord record, ConnectException failure);

    /** What has become of a record that was given away for a failure of that kind. */
    Disposition disposition(FailureKind kind);

    /** The right one for a task. */
    static ErrantRecords of(SinkTaskContext context, Time time) {
        ErrantRecordReporter reporter = context.errantRecordReporter();
        if (reporter != null) {
            return new Reporter(reporter);
        }
        return "all".equalsIgnoreCase(context.configs().get("errors.tolerance"))
                ? new Tolerant(new LogLimit(time))
                : new Strict();
    }

    /** Connect decides. */
    record Reporter(ErrantRecordReporter reporter) implements ErrantRecords {
        @Override
        public Future<?> report(SinkRecord record, ConnectException failure) {
            return reporter.report(record, failure);
        }

        @Override
        public Disposition disposition(FailureKind kind) {
            return Disposition.reported(kind);
        }
    }

    /** All errors are tolerated, and there is no place for the record: it is dropped, as Connect itself would do. */
    record Tolerant(LogLimit lines) implements ErrantRecords {
        private static final Logger log = LoggerFactory.getLogger(ErrantRecords.class);

        @Override
        public Future<?> report(SinkRecord record, ConnectException failure) {
            lines.next()
                    .ifPresent(note -> log.warn(
                            "Dropped: {}. Set errors.deadletterqueue.topic.name to keep such records{}",
                            failure.getMessage(),
                            note));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Disposition disposition(FailureKind kind) {
            return Disposition.DROPPED;
        }
    }

    /** No error is tolerated. */
    final class Strict implements ErrantRecords {
        @Override
        public Future<?> report(SinkRecord record, ConnectException failure) {
            throw failure;
        }

        @Override
        public Disposition disposition(FailureKind kind) {
            return Disposition.reported(kind);
        }
    }
}
