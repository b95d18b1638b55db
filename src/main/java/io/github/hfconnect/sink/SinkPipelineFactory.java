package io.github.hfconnect.sink;

import io.github.hfconnect.config.ConverterSettings;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.OpenResources;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.metrics.Accounting;
import io.github.hfconnect.metrics.CallStatistics;
import io.github.hfconnect.metrics.CommonMetrics;
import io.github.hfconnect.metrics.JmxMetrics;
import io.github.hfconnect.sink.documents.StateTopics;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.sink.output.DeadLetters;
import io.github.hfconnect.sink.output.ErrantRecords;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.sink.output.OutputMapper;
import io.github.hfconnect.sink.output.OutputSerializer;
import io.github.hfconnect.sink.output.SourceHeaders;
import io.github.hfconnect.sink.output.TopicChoice;
import io.github.hfconnect.wiring.Enrichment;
import io.github.hfconnect.wiring.SystemTime;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Puts a task's pipeline together from its configuration. */
class SinkPipelineFactory {

    /**
     * How long a commit waits for what has left already: a small part of the 5 s that Connect gives a task to stop ({@code
     * task.shutdown.graceful.timeout.ms}).
     */
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(2);

    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

    private final Duration quietWithin;
    private final Duration probeInterval;
    private final Time time;

    SinkPipelineFactory() {
        this(QUIET_WITHIN, PROBE_INTERVAL, new SystemTime());
    }

    SinkPipelineFactory(Duration quietWithin, Duration probeInterval, Time time) {
        this.quietWithin = quietWithin;
        this.probeInterval = probeInterval;
        this.time = time;
    }

    /** Where it fails, nothing that it has opened stays open: Connect does not know of it. */
    SinkPipeline pipeline(SinkConfig config, SinkTaskContext context, TaskHalt halt) {
        OpenResources resources = new OpenResources();
        try {
            return pipeline(config, context, halt, resources);
        } catch (RuntimeException | Error e) {
            resources.closeAfter(e);
            throw e;
        }
    }

    private SinkPipeline pipeline(SinkConfig config, SinkTaskContext context, TaskHalt halt, OpenResources resources) {
        KafkaClients clients = clients(config);
        // Before anything is made that would have to be closed, and before the first call that is paid for.
        clients.check();
        CircuitBreaker breaker = new CircuitBreaker(probeInterval, time);
        CallStatistics calls = new CallStatistics(time::nanos);
        CallStatistics attempts = new CallStatistics(time::nanos);
        Enrichment enrichment = resources.add(enrichment(config, calls.and(breaker), attempts));
        Map<String, Supplier<? extends Number>> kept =
                new KeptInKafka(config, clients, enrichment, halt, time).open(resources);
        Lanes lanes = new Lanes(config.output().order(), time);
        Accounting accounting = new Accounting();
        DeadLetters deadLetters = new DeadLetters(ErrantRecords.of(context, time), accounting);
        OutputMapper output = resources.add(outputMapper(config, enrichment));
        RecordForm form = RecordForm.of(config, clients, stateTopics(config, clients), enrichment, output);
        Guarantee guarantee = new Guarantees(
                        config, clients, output, form, lanes, deadLetters, accounting, halt, quietWithin, time)
                .chosen();
        Delivery delivery = resources.add(guarantee.delivery());
        RequestCoalescer coalescer = new RequestCoalescer(enrichment.cache());
        MicroBatcher batcher = new MicroBatcher(enrichment.enricher()::limits, config.linger(), time);
        resources.add(new InferenceWorkers(
                batcher,
                enrichment.enricher(),
                coalescer,
                breaker,
                config.onOutage(),
                halt,
                config.maxInFlightRequests()));
        TaskMetrics metrics = new TaskMetrics(
                new CommonMetrics(accounting, calls, attempts),
                lanes,
                coalescer,
                batcher,
                breaker,
                enrichment,
                kept,
                form.gauges(),
                time);
        resources.add(jmx(config, metrics));
        ConnectMetrics.show(context, metrics.byName());
        return new SinkPipeline(
                lanes,
                form.intake(),
                new RequestIntake(
                        form.division(), coalescer, config.batchLimits().maxInputs(), time),
                coalescer,
                batcher,
                delivery,
                deadLetters,
                accounting,
                guarantee.commits(),
                resources,
                time);
    }

    /** The way to the model. */
    Enrichment enrichment(SinkConfig config, CallListener calls, CallListener attempts) {
        return Enrichment.of(config, calls, attempts, time);
    }

    private static JmxMetrics jmx(SinkConfig config, TaskMetrics metrics) {
        return JmxMetrics.register(
                "sink-task", Map.of("connector", config.connectorName(), "task", config.taskIndex()), metrics.byName());
    }

    /** The way to the output cluster. */
    KafkaClients clients(SinkConfig config) {
        return new KafkaClients(config, time);
    }

    /** Where it is remembered which pieces were written. */
    StateTopics stateTopics(SinkConfig config, KafkaClients clients) {
        return new StateTopics(config, clients);
    }

    private OutputMapper outputMapper(SinkConfig config, Enrichment enrichment) {
        return new OutputMapper(
                enrichment.mapper().forReaders(),
                new TopicChoice(config.output().topic(), config.routes()),
                config.onFailure(),
                config.output().headers() ? new SourceHeaders(config.model()) : null,
                () -> serializer(config),
                time);
    }

    private static OutputSerializer serializer(SinkConfig config) {
        return new OutputSerializer(
                config.output()
                        .keyConverter()
                        .map(settings -> settings.open(true))
                        .orElse(null),
                ConverterSettings.SCHEMALESS_JSON.open(true),
                config.output().valueConverter().open(false),
                config.output().valueConverter().isSchemalessJson());
    }
}
