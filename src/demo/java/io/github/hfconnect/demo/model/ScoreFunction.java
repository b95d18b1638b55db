package io.github.hfconnect.demo.model;

/** What is made of a label's log-odds against the other label; each label's own logit is half of them. */
enum ScoreFunction {
    /** Probabilities that add up to one. */
    SOFTMAX {
        @Override
        double apply(double logOdds) {
            return logistic(logOdds);
        }
    },
    /** Each label for itself. */
    SIGMOID {
        @Override
        double apply(double logOdds) {
            return logistic(logOdds / 2);
        }
    },
    /** The logit as it is. */
    NONE {
        @Override
        double apply(double logOdds) {
            return logOdds / 2;
        }
    };

    abstract double apply(double logOdds);

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
