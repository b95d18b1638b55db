package io.github.hfconnect.sink;

import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.record.MissingRow;
import io.github.hfconnect.resilience.LogLimit;
import io.github.hfconnect.sink.documents.Documents;
import io.github.hfconnect.sink.documents.StateTopics;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.OffsetNotes;
import io.github.hfconnect.sink.lane.OutputWriter;
import io.github.hfconnect.sink.output.Decisions;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.sink.output.OutputMapper;
import io.github.hfconnect.sink.output.OutputTopics;
import io.github.hfconnect.sink.output.WriteTrial;
import io.github.hfconnect.wiring.Enrichment;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an input record is to the sink: one record, or a document of pieces that are records of their own.
 *
 * @param division as which inputs it is asked
 * @param decisions what becomes of it, given the output topics
 * @param writer what a guarantee's writer needs besides
 * @param notes what stands beside its offsets
 * @param gauges metrics that only this form has
 */
record RecordForm(
        Intake intake,
        Division division,
        Function<OutputTopics, Decisions> decisions,
        WriterForm writer,
        OffsetNotes notes,
        Map<String, Supplier<? extends Number>> gauges) {

    /** What a writer of one guarantee becomes. */
    @FunctionalInterface
    interface WriterForm {
        OutputWriter of(OutputWriter writer, Halt halt);
    }

    /** As configured. */
    static RecordForm of(
            SinkConfig config, KafkaClients clients, StateTopics states, Enrichment enrichment, OutputMapper output) {
        return config.writesPieces()
                ? documents(
                        config,
                        new Documents(
                                config,
                                clients,
                                states,
                                output,
                                enrichment.mapper().forReaders(),
                                enrichment.tokens(),
                                enrichment.revisions()),
                        enrichment,
                        new LogLimit(clients.time()))
                : whole(config, enrichment, output);
    }

    private static RecordForm whole(SinkConfig config, Enrichment enrichment, OutputMapper output) {
        var chunking = config.chunks().chunking(enrichment.tokens());
        return new RecordForm(
                new CheckedIntake(enrichment.mapper(), new WriteTrial(output, output::withoutPrediction)),
                (record, input) -> chunking.parts(input),
                topics -> Decisions.of(output),
                (writer, halt) -> writer,
                OffsetNotes.NONE,
                Map.of());
    }

    private static RecordForm documents(
            SinkConfig config, Documents documents, Enrichment enrichment, LogLimit keyless) {
        MissingRow missingRow = MissingRow.of(config.records().inputReader());
        return new RecordForm(
                new DocumentIntake(documents, enrichment.mapper(), missingRow, keyless),
                documents::parts,
                documents::decisions,
                documents::writer,
                documents::note,
                documents.gauges());
    }
}
