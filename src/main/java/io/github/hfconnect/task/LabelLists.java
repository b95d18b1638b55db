package io.github.hfconnect.task;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.hfconnect.answer.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code [[{label, score}, ..], ..]}, which most servers answer, in one pass and without a tree. Whatever else an answer is or holds is
 * left to {@link TextClassification}, which knows the other forms and says what is wrong with the rest.
 */
final class LabelLists {

    /** Each of an answer's inputs has the same ones, where a model has no more than these. */
    private static final int MOST_LABELS_SHARED = 16;

    private final JsonParser parser;

    /** One text for each label. */
    private final List<String> labelsRead = new ArrayList<>();

    private LabelLists(JsonParser parser) {
        this.parser = parser;
    }

    /** A prediction for each input, or null where the answer is anything but that. */
    static @Nullable List<Object> read(Answer answer, int inputs) {
        try (JsonParser parser = answer.parser()) {
            return new LabelLists(parser).read(inputs);
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable List<Object> read(int inputs) throws IOException {
        List<Object> predictions = new ArrayList<>(inputs);
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return null;
        }
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            List<ScoredLabel> labels = labels();
            if (labels == null) {
                return null;
            }
            predictions.add(ScoredLabel.prediction(labels));
        }
        boolean ends = parser.hasToken(JsonToken.END_ARRAY) && parser.nextToken() == null;
        return ends && predictions.size() == inputs ? predictions : null;
    }

    private @Nullable List<ScoredLabel> labels() throws IOException {
        List<ScoredLabel> labels = new ArrayList<>(2);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            ScoredLabel label = label();
            if (label == null) {
                return null;
            }
            labels.add(label);
        }
        return parser.hasToken(JsonToken.END_ARRAY) && !labels.isEmpty() ? ScoredLabel.highestFirst(labels) : null;
    }

    /** Each field once, in any order, and no other. */
    private @Nullable ScoredLabel label() throws IOException {
        String label = null;
        double score = Double.NaN;
        for (int field = 0; field < 2; field++) {
            String name = parser.nextFieldName();
            JsonToken value = parser.nextToken();
            if ("label".equals(name) && value == JsonToken.VALUE_STRING) {
                label = shared();
            } else if ("score".equals(name) && value != null && value.isNumeric()) {
                score = parser.getDoubleValue();
            }
        }
        boolean ends = parser.nextToken() == JsonToken.END_OBJECT;
        return ends && label != null && Double.isFinite(score) ? new ScoredLabel(label, score) : null;
    }

    private String shared() throws IOException {
        for (String label : labelsRead) {
            if (isParsed(label)) {
                return label;
            }
        }
        String label = parser.getText();
        if (labelsRead.size() < MOST_LABELS_SHARED) {
            labelsRead.add(label);
        }
        return label;
    }

    private boolean isParsed(String text) throws IOException {
        char[] parsed = parser.getTextCharacters();
        int start = parser.getTextOffset();
        boolean is = parser.getTextLength() == text.length();
        for (int i = 0; is && i < text.length(); i++) {
            is = parsed[start + i] == text.charAt(i);
        }
        return is;
    }
}
