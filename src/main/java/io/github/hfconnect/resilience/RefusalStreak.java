package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Different inputs that were refused in the same words, one after the other, and nobody answered in between. */
final class RefusalStreak {

    /** The shortest that may be nobody's fault. */
    private static final int SHORTEST = 2;

    /** Where texts are refused often and for good reason, at most each 64th refusal costs a call of the control. */
    private static final int LONGEST = 64;

    @GuardedBy("this")
    private @Nullable Failure refusal;

    @GuardedBy("this")
    private @Nullable Input last;

    @GuardedBy("this")
    private long answersBefore;

    @GuardedBy("this")
    private long length;

    @GuardedBy("this")
    private int suspicious = SHORTEST;

    /**
     * Goes on with a call.
     *
     * @param words that all its inputs are refused with
     * @param answers that anybody was given so far
     * @return whether the streak is so long by now that a control should say whose fault it is
     */
    synchronized boolean isSuspiciousWith(Failure words, List<Input> call, long answers) {
        boolean sameWords = refusal != null && refusal.isLike(words);
        if (!sameWords) {
            suspicious = SHORTEST;
        }
        boolean goesOn = sameWords && answers == answersBefore;
        boolean repeated = goesOn && call.get(0).equals(last);
        length = (goesOn ? length : 0) + call.stream().distinct().count() - (repeated ? 1 : 0);
        refusal = words;
        last = call.get(0);
        answersBefore = answers;
        return length >= suspicious;
    }

    /** Others are answered: it was the inputs, and more of them will have to be refused in these words to be suspicious. */
    synchronized void explained() {
        suspicious = Math.min(2 * suspicious, LONGEST);
    }
}
