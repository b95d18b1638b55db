package io.github.hfconnect.demo.model;

import java.io.IOException;
import java.util.List;

/** The task feature-extraction: a vector for a text, a list of vectors for a list. Its options are not nested. */
record HfFeatureExtraction(HfModel<float[]> model) implements Endpoint {

    @Override
    public Reply answer(Call call) throws IOException {
        HfBody body = HfBody.read(call);
        boolean truncate = body.fields().path("truncate").asBoolean(true);
        // The model's own last layer normalises, whatever the caller wants.
        List<float[]> vectors = model.infer(body.texts(), truncate).stream()
                .map(MiniLm::normalized)
                .toList();
        return Reply.json(200, body.list() ? vectors : vectors.get(0));
    }
}
