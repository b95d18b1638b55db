package io.github.hfconnect.http;

import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.inference.Traces;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.FollowUp;
import io.github.hfconnect.server.ServerApi;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one call takes: a request and its answer as a rule; where a server takes on work and is not done yet, as many
 * questions after it as are needed; where results are URLs, their download. A question or a download that fails ends the
 * attempt like any other failure, and the next attempt with equal inputs goes on from there instead of ordering the work
 * anew. Where inputs are URLs, their content is fetched before.
 */
final class Exchange implements AutoCloseable {

    private final HttpTransport transport;
    private final AnswerReading reading;
    private final Wording wording;
    private final InputDownload references;
    private final @Nullable ResultDownload download;
    private final PollSchedule patience;
    private final UnfinishedWork begun = new UnfinishedWork();

    /**
     * A conversation with one endpoint.
     *
     * @param references of inputs that are URLs
     * @param download of results that are URLs; null where these are passed on
     */
    Exchange(
            HttpTransport transport,
            ServerApi api,
            InputDownload references,
            @Nullable ResultDownload download,
            PollSchedule patience) {
        this.transport = transport;
        this.reading = new AnswerReading(transport);
        this.wording = new Wording(api);
        this.references = references;
        this.download = download;
        this.patience = patience;
    }

    /**
     * The last answer, and the values in it.
     *
     * @param values one for each input
     */
    record Result(ApiResponse answer, List<Object> values) {}

    /**
     * Refuses what has no form in a request, without sending anything; inputs whose content is still to be fetched pass.
     *
     * @throws InferenceException of kind {@code REJECTED}
     */
    void requireSendable(List<Input> inputs) throws InterruptedException {
        if (references.asksNobody()) {
            ApiRequest unused = wording.current().encode(references.fetched(inputs));
        }
    }

    Result about(List<Input> inputs) throws InterruptedException {
        return wording.ask(transport.endpoint(), api -> about(api, inputs));
    }

    private Result about(ServerApi api, List<Input> inputs) throws InterruptedException {
        ApiResponse kept = begun.take(inputs, patience.start());
        ApiResponse first = kept == null ? send(api.encode(references.fetched(inputs))) : kept;
        ApiResponse last = last(api, first, inputs);
        List<Object> values = reading.of(last, () -> counted(api.decode(last.answer(), inputs), inputs.size()));
        return new Result(last, download == null ? values : fetched(download, values, inputs, last));
    }

    private List<Object> fetched(ResultDownload from, List<Object> values, List<Input> inputs, ApiResponse last)
            throws InterruptedException {
        try {
            return from.fetched(values);
        } catch (InferenceException e) {
            throw brokenOff(inputs, last, e);
        }
    }

    private ApiResponse last(ServerApi api, ApiResponse first, List<Input> inputs) throws InterruptedException {
        long start = patience.start();
        ApiResponse last = first;
        Optional<FollowUp> next = reading.of(first, () -> api.next(first.answer()));
        while (next.isPresent()) {
            try {
                ApiResponse answer = ask(next.get(), start);
                next = reading.of(answer, () -> api.next(answer.answer()));
                last = answer;
            } catch (InferenceException e) {
                throw brokenOff(inputs, last, e);
            }
        }
        return last;
    }

    private ApiResponse ask(FollowUp next, long start) throws InterruptedException {
        patience.await(next, start);
        return send(next.request());
    }

    private ApiResponse send(ApiRequest request) throws InterruptedException {
        try {
            return transport.send(traced(request));
        } catch (InferenceException e) {
            patience.heard(e.failure());
            throw e;
        }
    }

    private static ApiRequest traced(ApiRequest request) {
        TraceContext trace = Traces.sent();
        if (trace == null) {
            return request;
        }
        ApiRequest traced = request.with(TraceContext.TRACEPARENT, trace.traceparent());
        return trace.tracestate() == null ? traced : traced.with(TraceContext.TRACESTATE, trace.tracestate());
    }

    /** Keeps how far the call has come; not where something was refused, which would be refused again. */
    private InferenceException brokenOff(List<Input> inputs, ApiResponse last, InferenceException e) {
        Failure failure = e.failure();
        if (failure.kind().isOutage()) {
            begun.keep(inputs, last, patience.start());
        }
        return failure.endpoint() != null
                ? e
                : new InferenceException(failure.withAttempts(1).withCall(transport.endpoint(), last.requestId()), e);
    }

    /** The last guard against predictions that go to the wrong record. */
    private static List<Object> counted(List<Object> values, int inputs) {
        if (values.size() != inputs) {
            throw new Expected("one value for each input").butFound(values.size() + " for " + inputs + " inputs");
        }
        return values;
    }

    @Override
    public void close() {
        references.close();
        if (download != null) {
            download.close();
        }
    }
}
