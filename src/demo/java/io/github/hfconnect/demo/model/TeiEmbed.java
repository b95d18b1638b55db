package io.github.hfconnect.demo.model;

import java.io.IOException;
import java.util.List;

/** TEI's {@code POST /embed}: a list of vectors, also for a single text. */
record TeiEmbed(TeiModel<float[]> model) implements Endpoint {

    @Override
    public Reply answer(Call call) throws IOException {
        long started = System.nanoTime();
        TeiBody body = TeiBody.read(call);
        TeiInputs inputs = TeiInputs.toEmbed(body.inputs());
        if (inputs.sequences().isEmpty()) {
            throw TeiErrors.empty("`inputs` cannot be empty");
        }
        boolean normalize = body.flag("normalize", true);
        List<Inferred<float[]>> results = model.infer(inputs, body.truncate());
        List<float[]> vectors = results.stream()
                .map(one -> normalize ? MiniLm.normalized(one.result()) : one.result())
                .toList();
        return Reply.json(200, vectors).with(TeiTimings.headers(results, started));
    }
}
