package io.github.hfconnect.demo.model.training;

import io.github.hfconnect.demo.model.ToxicityHead;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Logistic regression with an L2 penalty on the weights (not on the bias) and both classes given the same total weight,
 * solved by Newton's method: the problem is convex and small, so there is no learning rate to choose and the answer
 * does not depend on a starting point.
 */
final class LogisticRegression {

    private static final int MAX_STEPS = 25;
    private static final double CLOSE_ENOUGH = 1e-6;

    private final List<Example> examples;
    private final double l2;
    private final double toxicWeight;
    private final double neutralWeight;
    private final int size;

    private LogisticRegression(List<Example> examples, double l2) {
        this.examples = examples;
        this.l2 = l2;
        double toxic = examples.stream().filter(e -> e.toxic).count();
        this.toxicWeight = examples.size() / 2.0 / toxic;
        this.neutralWeight = examples.size() / 2.0 / (examples.size() - toxic);
        this.size = examples.get(0).vector.length + 1;
    }

    static ToxicityHead fit(List<Example> examples, double l2) {
        double[] solution = new LogisticRegression(examples, l2).solve();
        int dimensions = solution.length - 1;
        List<Double> weights =
                IntStream.range(0, dimensions).mapToObj(i -> solution[i]).toList();
        return new ToxicityHead(solution[dimensions], weights);
    }

    private double[] solve() {
        double[] solution = new double[size];
        for (int step = 0; step < MAX_STEPS; step++) {
            double[] change = newtonStep(solution);
            double largest = 0;
            for (int i = 0; i < size; i++) {
                solution[i] -= change[i];
                largest = Math.max(largest, Math.abs(change[i]));
            }
            if (largest < CLOSE_ENOUGH) {
                return solution;
            }
        }
        throw new IllegalStateException("no convergence in " + MAX_STEPS + " steps");
    }

    private double[] newtonStep(double[] solution) {
        double[] gradient = new double[size];
        double[][] hessian = new double[size][size];
        for (Example example : examples) {
            add(example, solution, gradient, hessian);
        }
        for (int i = 0; i < size - 1; i++) {
            gradient[i] += l2 * solution[i];
            hessian[i][i] += l2;
        }
        return Cholesky.solve(hessian, gradient);
    }

    /** Adds one example to the gradient and to the lower half of the Hessian. */
    private void add(Example example, double[] solution, double[] gradient, double[][] hessian) {
        double[] x = withConstant(example.vector);
        double probability = 1 / (1 + Math.exp(-dot(x, solution)));
        double weight = example.toxic ? toxicWeight : neutralWeight;
        double slope = weight * (probability - (example.toxic ? 1 : 0));
        double curvature = weight * probability * (1 - probability);
        for (int row = 0; row < size; row++) {
            gradient[row] += slope * x[row];
            double scaled = curvature * x[row];
            for (int column = 0; column <= row; column++) {
                hessian[row][column] += scaled * x[column];
            }
        }
    }

    private static double[] withConstant(float[] vector) {
        double[] x = new double[vector.length + 1];
        for (int i = 0; i < vector.length; i++) {
            x[i] = vector[i];
        }
        x[vector.length] = 1;
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
