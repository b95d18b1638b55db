package io.github.hfconnect.demo.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.model.MiniLm;
import io.github.hfconnect.demo.model.ToxicityHead;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {

    @Test
    void eachClassHasItsOwnScores() {
        var scores = new Confusion(6, 2, 4, 8).scores();

        assertThat(scores.accuracy()).isEqualTo(0.7);
        assertThat(scores.toxic()).isEqualTo(new Confusion.ClassScore(0.75, 0.6, 0.667));
        assertThat(scores.neutral()).isEqualTo(new Confusion.ClassScore(0.667, 0.8, 0.727));
    }

    @Test
    void theThresholdIsAProbability() {
        // Log-odds of 1 are a probability of 0.73.
        ToxicityHead head = new ToxicityHead(1, Collections.nCopies(MiniLm.DIMENSIONS, 0.0));
        List<Example> examples = examples(1, 1);

        assertThat(Confusion.of(head, examples, 0.7)).isEqualTo(new Confusion(1, 1, 0, 0));
        assertThat(Confusion.of(head, examples, 0.8)).isEqualTo(new Confusion(0, 0, 1, 1));
    }

    @Test
    void aSplitKeepsTheShareOfToxicExamplesAndLosesNone() {
        List<Example> examples = examples(50, 10);
        Split split = Split.stratified(examples, 0.2, 3);

        assertThat(split.heldOut()).hasSize(12).filteredOn(e -> e.toxic).hasSize(10);
        assertThat(split.training()).hasSize(48).doesNotContainAnyElementsOf(split.heldOut());
        assertThat(Split.stratified(examples, 0.2, 3)).isEqualTo(split);
    }

    private static List<Example> examples(int toxic, int neutral) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < toxic + neutral; i++) {
            examples.add(new Example(i < toxic, new float[MiniLm.DIMENSIONS]));
        }
        return examples;
    }
}
