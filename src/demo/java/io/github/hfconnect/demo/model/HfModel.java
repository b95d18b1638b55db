package io.github.hfconnect.demo.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A model as Hugging Face's inference API serves it: errors and response headers. */
record HfModel<T>(SequenceModel<T> model, Workers workers) {

    List<T> infer(List<Sequence> texts, boolean truncate) {
        try {
            return workers.infer(model, texts, truncate).stream()
                    .map(Inferred::result)
                    .toList();
        } catch (OverloadedException e) {
            throw HfErrors.overloaded();
        } catch (TooManyTokensException e) {
            throw HfErrors.tooManyTokens(e.tokens);
        }
    }

    /** Every answer, an error too, has a request id; the time is in seconds, unlike TEI's. */
    static Endpoint withHeaders(Endpoint endpoint) {
        return call -> {
            long started = System.nanoTime();
            Reply reply = endpoint.reply(call);
            double seconds = (double) (System.nanoTime() - started) / TimeUnit.SECONDS.toNanos(1);
            return reply.with(Map.of(
                    "x-request-id", UUID.randomUUID().toString(),
                    "x-compute-type", "cpu",
                    "x-compute-time", String.format(Locale.ROOT, "%.3f", seconds)));
        };
    }
}
