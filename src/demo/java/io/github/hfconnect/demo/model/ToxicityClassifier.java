package io.github.hfconnect.demo.model;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells {@code toxic} from {@code neutral}: the log-odds of the former for a sequence. */
record ToxicityClassifier(MiniLm miniLm, ToxicityHead head) implements SequenceModel<Double> {

    static final String ID = "hfconnect/toxicity";
    static final String NEUTRAL = "neutral";
    static final String TOXIC = "toxic";

    /** A label and how strongly it is meant. */
    record Score(String label, double score) {}

    static ToxicityClassifier shipped() throws IOException {
        return new ToxicityClassifier(MiniLm.shared(), ToxicityHead.shipped());
    }

    @Override
    public Tokens tokens(Sequence sequence) {
        return miniLm.tokens(cleaned(sequence));
    }

    @Override
    public Tokens truncatedTokens(Sequence sequence) {
        return miniLm.truncatedTokens(cleaned(sequence));
    }

    @Override
    public Double infer(Tokens tokens) {
        return head.logit(MiniLm.normalized(miniLm.pooled(tokens)));
    }

    /** Both labels, the stronger first. */
    static List<Score> scores(double logOdds, ScoreFunction function) {
        return Stream.of(new Score(TOXIC, function.apply(logOdds)), new Score(NEUTRAL, function.apply(-logOdds)))
                .sorted(Comparator.comparingDouble(Score::score).reversed())
                .toList();
    }

    private static Sequence cleaned(Sequence sequence) {
        @Nullable String second = sequence.second();
        return new Sequence(ChatText.clean(sequence.first()), second == null ? null : ChatText.clean(second));
    }
}
