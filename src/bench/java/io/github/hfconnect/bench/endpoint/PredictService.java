package io.github.hfconnect.bench.endpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The model: {@code POST} to one of the routes of {@link Models}, and {@code GET /info}, after the time that the script says. */
final class PredictService implements Service {

    private static final long SEED = 4;

    private final EventLoop loop;
    private final Tally tally;
    private final Models models = new Models();
    private Script script = Script.INSTANT;
    private Random random = new Random(SEED);
    private Lot stragglers = new Lot(0, SEED);
    private Lot overloads = new Lot(0, SEED);
    private @Nullable TokenBucket bucket;

    PredictService(EventLoop loop, Tally tally) {
        this.loop = loop;
        this.tally = tally;
    }

    /** Behaves differently from the next call on. */
    void follow(Script newScript) {
        script = newScript;
        models.width(script.vectorWidth());
        random = new Random(SEED);
        stragglers = new Lot(script.stragglerShare(), SEED);
        overloads = new Lot(script.overloadShare(), SEED);
        TokenQuota quota = script.quota();
        bucket = quota == null ? null : new TokenBucket(quota, System.nanoTime());
    }

    @Override
    public void answer(HttpMessage request, Connection connection) {
        if (request.path().equals("/info")) {
            connection.send(info());
        } else if (!script.admits(tally.atWork()) || overloads.draw()) {
            tally.overloaded();
            connection.send(HttpAnswer.error(429, "Overloaded", "Model is overloaded"));
        } else {
            predict(request, connection);
        }
    }

    private void predict(HttpMessage request, Connection connection) {
        try {
            Prediction prediction = Prediction.of(request.body(), models.form(request), tally::item);
            if (!isWithinQuota(prediction.tokens())) {
                tally.overloaded();
                connection.send(HttpAnswer.error(429, "Overloaded", "Rate limit reached for tokens per min")
                        .with(quotaHeaders()));
                return;
            }
            tally.began();
            HttpAnswer answer = new HttpAnswer(200, prediction.answer()).with(headers(prediction));
            loop.after(micros(prediction.items()), () -> {
                tally.answered(prediction.items());
                connection.send(answer);
            });
        } catch (IllegalArgumentException e) {
            tally.invalid();
            connection.send(
                    HttpAnswer.error(422, "Validation", "no such route, or no texts under 'inputs' or 'input'"));
        }
    }

    private boolean isWithinQuota(long tokens) {
        if (bucket == null) {
            return true;
        }
        long now = System.nanoTime();
        boolean admitted = bucket.admit(tokens, now);
        tally.arrived(new Arrival(now / 1_000_000, tokens, admitted));
        return admitted;
    }

    private Map<String, String> headers(Prediction prediction) {
        if (bucket == null) {
            return Map.of();
        }
        Map<String, String> headers = new HashMap<>(quotaHeaders());
        headers.put("x-compute-tokens", Long.toString(prediction.tokens()));
        return headers;
    }

    private Map<String, String> quotaHeaders() {
        return bucket == null ? Map.of() : bucket.headers(System.nanoTime());
    }

    private long micros(int items) {
        return stragglers.draw() ? script.stragglerMicros() : script.micros(items, tally.atWork(), random.nextDouble());
    }

    private HttpAnswer info() {
        return script.largestBatch() == 0
                ? HttpAnswer.error(404, "NotFound", "no such route")
                : HttpAnswer.json(
                        200,
                        "{\"model_id\":\"scripted\",\"model_type\":{\"classifier\":{}},\"max_client_batch_size\":"
                                + script.largestBatch() + "}");
    }
}
