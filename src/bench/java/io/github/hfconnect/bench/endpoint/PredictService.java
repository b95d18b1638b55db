package io.github.hfconnect.bench.endpoint;

import java.util.Random;

/** The model: {@code POST /predict} and {@code GET /info}, after the time that the script says. */
final class PredictService implements Service {

    private static final long SEED = 4;

    private final EventLoop loop;
    private final Tally tally;
    private Script script = Script.INSTANT;
    private Random random = new Random(SEED);
    private Lot stragglers = new Lot(0, SEED);
    private Lot overloads = new Lot(0, SEED);

    PredictService(EventLoop loop, Tally tally) {
        this.loop = loop;
        this.tally = tally;
    }

    /** Behaves differently from the next call on. */
    void follow(Script newScript) {
        script = newScript;
        random = new Random(SEED);
        stragglers = new Lot(script.stragglerShare(), SEED);
        overloads = new Lot(script.overloadShare(), SEED);
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
            Prediction prediction = Prediction.of(request.body(), tally::item);
            tally.began();
            HttpAnswer answer = new HttpAnswer(200, prediction.answer());
            loop.after(micros(prediction.items()), () -> {
                tally.answered(prediction.items());
                connection.send(answer);
            });
        } catch (IllegalArgumentException e) {
            tally.invalid();
            connection.send(HttpAnswer.error(422, "Validation", "no nested list of texts under 'inputs'"));
        }
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
