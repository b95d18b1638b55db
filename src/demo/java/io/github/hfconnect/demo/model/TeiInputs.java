package io.github.hfconnect.demo.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs of a call to TEI.
 *
 * @param sequences what is to be judged
 * @param batch whether they came as a batch and are answered as one, even a single one
 */
record TeiInputs(List<Sequence> sequences, boolean batch) {

    private static final String PREDICT_FORMS = "a string, a pair of strings [string, string] "
            + "or a batch of mixed strings and pairs [[string], [string, string], ...]";

    /** The forms of {@code /embed}: a text or a list of texts. Token ids, which TEI also takes, are not taken here. */
    static TeiInputs toEmbed(JsonNode inputs) {
        if (inputs.isTextual()) {
            return single(Sequence.of(inputs.textValue()));
        }
        if (!isListOfTexts(inputs)) {
            throw TeiErrors.shape("inputs: data did not match any variant of untagged enum Input");
        }
        List<Sequence> sequences = new ArrayList<>();
        inputs.forEach(text -> sequences.add(Sequence.of(text.textValue())));
        return new TeiInputs(sequences, true);
    }

    /**
     * The forms of {@code /predict}: a text, one pair as a list of two texts, or a batch of lists. So a plain list of
     * two texts is one pair and has one answer: the trap of this route.
     */
    static TeiInputs toPredict(JsonNode inputs) {
        if (inputs.isTextual()) {
            return single(Sequence.of(inputs.textValue()));
        }
        if (!inputs.isArray()) {
            throw TeiErrors.shape("inputs: invalid type: expected " + PREDICT_FORMS);
        }
        if (inputs.path(0).isTextual()) {
            return single(textOrPair(inputs));
        }
        if (inputs.isEmpty()) {
            throw invalidLength(0);
        }
        List<Sequence> sequences = new ArrayList<>();
        inputs.forEach(element -> sequences.add(textOrPair(element)));
        return new TeiInputs(sequences, true);
    }

    boolean haveAnEmptyOne() {
        return sequences.stream().anyMatch(Sequence::isEmpty);
    }

    private static Sequence textOrPair(JsonNode list) {
        if (!isListOfTexts(list)) {
            throw TeiErrors.shape("inputs: data did not match any variant of untagged enum Internal");
        }
        return switch (list.size()) {
            case 1 -> Sequence.of(list.path(0).textValue());
            case 2 -> new Sequence(list.path(0).textValue(), list.path(1).textValue());
            default -> throw invalidLength(list.size());
        };
    }

    private static TeiInputs single(Sequence sequence) {
        return new TeiInputs(List.of(sequence), false);
    }

    private static boolean isListOfTexts(JsonNode node) {
        for (JsonNode element : node) {
            if (!element.isTextual()) {
                return false;
            }
        }
        return node.isArray();
    }

    private static HttpError invalidLength(int length) {
        return TeiErrors.shape("inputs: invalid length " + length + ", expected " + PREDICT_FORMS);
    }
}
