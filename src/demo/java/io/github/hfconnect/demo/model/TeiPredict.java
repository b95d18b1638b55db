package io.github.hfconnect.demo.model;

import java.io.IOException;
import java.util.List;

/** TEI's {@code POST /predict}: all labels of each input, the strongest first; flat for one input, nested for a batch. */
record TeiPredict(TeiModel<Double> model) implements Endpoint {

    /** The order of the keys is TEI's, and its scores are 32 bits wide. */
    record Prediction(float score, String label) {}

    @Override
    public Reply answer(Call call) throws IOException {
        long started = System.nanoTime();
        TeiBody body = TeiBody.read(call);
        TeiInputs inputs = TeiInputs.toPredict(body.inputs());
        ScoreFunction function = body.flag("raw_scores", false) ? ScoreFunction.NONE : ScoreFunction.SOFTMAX;
        List<Inferred<Double>> results = model.infer(inputs, body.truncate());
        List<List<Prediction>> predictions =
                results.stream().map(one -> predictions(one.result(), function)).toList();
        Object answer = inputs.batch() ? predictions : predictions.get(0);
        return Reply.json(200, answer).with(TeiTimings.headers(results, started));
    }

    private static List<Prediction> predictions(double logOdds, ScoreFunction function) {
        return ToxicityClassifier.scores(logOdds, function).stream()
                .map(score -> new Prediction((float) score.score(), score.label()))
                .toList();
    }
}
