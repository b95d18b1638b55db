package io.github.hfconnect.cache;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;

/** Where answers are kept for other processes, beside this one's memory. Safe for use by several threads. */
public interface SharedAnswers {

    /** Answers are this process's own. */
    SharedAnswers NONE = new SharedAnswers() {
        @Override
        public Object key(Input input) {
            return input;
        }

        @Override
        public void answered(Object key, Prediction prediction) {}
    };

    /** What an input's answer is kept under, here as elsewhere: equal for equal inputs. */
    Object key(Input input);

    /**
     * Hears of a new answer. Never waits.
     *
     * @param key as {@link #key} has given it
     */
    void answered(Object key, Prediction prediction);
}
