package io.github.hfconnect.demo.model.training;

/** Solves linear systems whose matrix is symmetric and positive definite. */
final class Cholesky {

    private Cholesky() {}

    /** Solves {@code matrix * x = right}, reading only the lower half of the matrix and overwriting it. */
    static double[] solve(double[][] matrix, double[] right) {
        decompose(matrix);
        return backward(matrix, forward(matrix, right));
    }

    private static void decompose(double[][] lower) {
        for (int row = 0; row < lower.length; row++) {
            for (int column = 0; column <= row; column++) {
                double rest = lower[row][column] - products(lower[row], lower[column], column);
                lower[row][column] = row == column ? Math.sqrt(rest) : rest / lower[column][column];
            }
        }
    }

    private static double[] forward(double[][] lower, double[] right) {
        double[] x = new double[right.length];
        for (int row = 0; row < x.length; row++) {
            x[row] = (right[row] - products(lower[row], x, row)) / lower[row][row];
        }
        return x;
    }

    private static double[] backward(double[][] lower, double[] right) {
        double[] x = right.clone();
        for (int row = x.length - 1; row >= 0; row--) {
            x[row] /= lower[row][row];
            for (int above = 0; above < row; above++) {
                x[above] -= lower[row][above] * x[row];
            }
        }
        return x;
    }

    private static double products(double[] a, double[] b, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
