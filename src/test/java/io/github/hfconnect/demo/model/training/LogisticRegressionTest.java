package io.github.hfconnect.demo.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.hfconnect.demo.model.MiniLm;
import io.github.hfconnect.demo.model.ToxicityHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    @Test
    void aSeparatingDirectionIsFound() {
        ToxicityHead head = LogisticRegression.fit(examples(40, 160), 1);

        assertThat(head.weights().get(0)).isGreaterThan(1);
        assertThat(Confusion.of(head, examples(20, 20), 0.5).scores().accuracy())
                .isGreaterThan(0.95);
    }

    @Test
    void theRarerClassWeighsAsMuchAsTheOther() {
        ToxicityHead balanced = LogisticRegression.fit(List.of(at(true, 1), at(false, -1)), 1);
        ToxicityHead uneven = LogisticRegression.fit(List.of(at(true, 1), at(false, -1), at(false, -1)), 1);

        assertThat(balanced.bias()).isCloseTo(0, within(1e-6));
        assertThat(uneven.bias()).isCloseTo(0, within(1e-6));
    }

    @Test
    void linearSystemsAreSolved() {
        double[] solution = Cholesky.solve(new double[][] {{4, 0}, {2, 3}}, new double[] {10, 8});

        assertThat(solution).containsExactly(new double[] {1.75, 1.5}, within(1e-12));
    }

    private static List<Example> examples(int toxic, int neutral) {
        Random random = new Random(1);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < toxic + neutral; i++) {
            boolean isToxic = i < toxic;
            examples.add(at(isToxic, (isToxic ? 1 : -1) + random.nextGaussian() / 4));
        }
        return examples;
    }

    private static Example at(boolean toxic, double first) {
        float[] vector = new float[MiniLm.DIMENSIONS];
        vector[0] = (float) first;
        return new Example(toxic, vector);
    }
}
