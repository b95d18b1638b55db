package io.github.hfconnect.http;

import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.http.UnfinishedWork.Step;
import io.github.hfconnect.http.download.Downloads;
import io.github.hfconnect.http.download.ResultDownload;
import io.github.hfconnect.http.transport.AnswerReading;
import io.github.hfconnect.http.transport.HttpTransport;
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

/**
 * What one call takes: a request and its answer as a rule; where a server takes on work and is not done yet, as many
 * polls after it as are needed; where results are URLs, their download. A poll or a download that fails ends the
 * attempt like any other failure, and the next attempt with equal inputs goes on from there instead of ordering the work
 * anew. Where inputs are URLs, their content is fetched before.
 */
final class Exchange implements AutoCloseable {

    private final HttpTransport transport;
    private final AnswerReading reading;
    private final Wording wording;
    private final Downloads downloads;
    private final PollSchedule schedule;
    private final UnfinishedWork begun = new UnfinishedWork();

    /**
     * What calls to one endpoint take.
     *
     * @param downloads what is fetched beside it
     */
    Exchange(HttpTransport transport, ServerApi api, Downloads downloads, PollSchedule schedule) {
        this.transport = transport;
        this.reading = new AnswerReading(transport);
        this.wording = new Wording(api);
        this.downloads = downloads;
        this.schedule = schedule;
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
        if (downloads.inputs().asksNobody()) {
            ApiRequest unused = wording.current().encode(downloads.inputs().fetched(inputs));
        }
    }

    /** Whether a server has begun to work for equal inputs, in a call that broke off. */
    boolean hasBegun(List<Input> inputs) {
        return begun.has(inputs);
    }

    Result about(List<Input> inputs) throws InterruptedException {
        return wording.ask(transport.endpoint(), api -> about(api, inputs));
    }

    private Result about(ServerApi api, List<Input> inputs) throws InterruptedException {
        Step kept = begun.take(inputs, schedule.start());
        Step first =
                kept == null ? new Step(null, send(api.encode(downloads.inputs().fetched(inputs)))) : kept;
        Step last = last(api, first, inputs);
        ApiResponse answer = last.answer();
        List<Object> values = reading.of(answer, () -> counted(api.decode(answer.answer(), inputs), inputs.size()));
        return new Result(answer, fetched(values, inputs, last));
    }

    private List<Object> fetched(List<Object> values, List<Input> inputs, Step last) throws InterruptedException {
        ResultDownload results = downloads.results();
        try {
            return results == null ? values : results.fetched(values);
        } catch (InferenceException e) {
            throw brokenOff(inputs, last, e);
        }
    }

    private Step last(ServerApi api, Step first, List<Input> inputs) throws InterruptedException {
        long start = schedule.start();
        Step last = first;
        Optional<FollowUp> next = next(api, first, inputs);
        while (next.isPresent()) {
            try {
                Step step = new Step(next.get().request(), ask(next.get(), start));
                next = next(api, step, inputs);
                last = step;
            } catch (InferenceException e) {
                throw brokenOff(inputs, last, e);
            }
        }
        return last;
    }

    private Optional<FollowUp> next(ServerApi api, Step step, List<Input> inputs) {
        return reading.of(step.answer(), () -> api.next(step.answer().answer(), inputs, step.asked()));
    }

    private ApiResponse ask(FollowUp next, long start) throws InterruptedException {
        schedule.await(next, start);
        ApiResponse answer = send(next.request());
        return reading.of(answer, () -> answer.with(next.taken().apply(answer.answer())));
    }

    private ApiResponse send(ApiRequest request) throws InterruptedException {
        try {
            return transport.send(traced(request));
        } catch (InferenceException e) {
            schedule.heard(e.failure());
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
    private InferenceException brokenOff(List<Input> inputs, Step last, InferenceException e) {
        Failure failure = e.failure();
        if (failure.kind().isOutage()) {
            begun.keep(inputs, last, schedule.start());
        }
        return failure.endpoint() != null
                ? e
                : new InferenceException(
                        failure.withAttempts(1)
                                .withCall(transport.endpoint(), last.answer().requestId()),
                        e);
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
        downloads.close();
    }
}
