package io.github.hfconnect.demo.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A logistic regression on a normalised MiniLM vector.
 *
 * @param bias the constant term
 * @param weights one weight for each of the vector's numbers
 */
record ToxicityHead(double bias, List<Double> weights) {

    private static final String RESOURCE = "toxicity-head/head.json";

    /** Copies the weights and checks their number. */
    ToxicityHead {
        weights = List.copyOf(weights);
        if (weights.size() != MiniLm.DIMENSIONS) {
            throw new IllegalArgumentException("expected " + MiniLm.DIMENSIONS + " weights, got " + weights.size());
        }
    }

    /** The head that is shipped with the demo. */
    static ToxicityHead shipped() throws IOException {
        try (InputStream json = ToxicityHead.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (json == null) {
                throw new FileNotFoundException(RESOURCE + " is not on the class path");
            }
            return of(new ObjectMapper().readTree(json));
        }
    }

    private static ToxicityHead of(JsonNode json) {
        List<Double> weights = StreamSupport.stream(json.path("weights").spliterator(), false)
                .map(JsonNode::doubleValue)
                .toList();
        return new ToxicityHead(json.path("bias").doubleValue(), weights);
    }

    /** The log-odds of {@code toxic} against {@code neutral}. */
    double logit(float[] vector) {
        double sum = bias;
        for (int i = 0; i < vector.length; i++) {
            sum += weights.get(i) * vector[i];
        }
        return sum;
    }
}
