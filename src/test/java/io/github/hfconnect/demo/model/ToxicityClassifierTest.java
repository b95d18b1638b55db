package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToxicityClassifierTest {

    private static ToxicityClassifier classifier;

    @BeforeAll
    static void load() throws IOException {
        classifier = ToxicityClassifier.shipped();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "you are a worthless idiot",
                "go to hell, idiot",
                "nobody likes you, jerk",
                "shut your mouth you stupid loser",
                "@someone YOU SUCK, go home LOSERRRRR"
            })
    void rudeTextsAreToxic(String text) {
        assertThat(strongest(text).label()).isEqualTo("toxic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "good game, thanks for the help!",
                "does anyone know when the event starts?",
                "I started last week, sorry",
                "see you tomorrow, it was fun",
                ""
            })
    void friendlyTextsAreNeutral(String text) {
        assertThat(strongest(text).label()).isEqualTo("neutral");
    }

    @Test
    void theTwoScoresAddUpToOne() {
        var scores = ToxicityClassifier.scores(1.5, ScoreFunction.SOFTMAX);

        assertThat(scores).extracting(ToxicityClassifier.Score::label).containsExactly("toxic", "neutral");
        assertThat(scores.get(0).score() + scores.get(1).score()).isEqualTo(1.0);
    }

    private static ToxicityClassifier.Score strongest(String text) {
        double logOdds = classifier.infer(classifier.tokens(Sequence.of(text)));
        return ToxicityClassifier.scores(logOdds, ScoreFunction.SOFTMAX).get(0);
    }
}
