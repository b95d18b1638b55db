package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.WhoseFault;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A net for wrong configurations and accounts that are used up, where no field and no known word tells of them: several different inputs
 * in a row that are refused in the same words are no record's fault, unless a control is answered. That is an input that was answered
 * before, or a harmless synthetic one while nobody was. Then a single input is judged by the next one, or where the server says 400, as
 * most do of a request that they do not understand, by the synthetic one at once.
 */
final class RefusedByAll {

    private static final int BAD_REQUEST = 400;

    private final ControlProbe probe;
    private final RefusalStreak streak = new RefusalStreak();

    RefusedByAll(ControlProbe probe) {
        this.probe = probe;
    }

    /** The outcomes of a call, as they are or as what stops everybody. */
    List<Outcome> judged(List<Input> call, List<Outcome> outcomes) throws InterruptedException {
        Failure refusal = refusalOfAll(outcomes);
        return refusal != null && isNoInputs(call, refusal)
                ? outcomes.stream().map(RefusedByAll::ofNoInput).toList()
                : outcomes;
    }

    private boolean isNoInputs(List<Input> call, Failure refusal) throws InterruptedException {
        long answers = probe.answers();
        boolean several = streak.isSuspiciousWith(refusal, call, answers);
        boolean misunderstood = answers == 0 && Objects.equals(refusal.status(), BAD_REQUEST);
        if (!several && !misunderstood) {
            return false;
        }
        Optional<Failure> ofControl = probe.refusalOfControl(call.get(0));
        if (probe.answers() > answers) {
            // The control; or somebody in another thread meanwhile.
            streak.explained();
            return false;
        }
        boolean inTheSameWords = ofControl.filter(refusal::isLike).isPresent();
        return inTheSameWords || (several && answers == 0);
    }

    /** What all are refused with, or null where that is not one thing. */
    private static @Nullable Failure refusalOfAll(List<Outcome> outcomes) {
        if (!outcomes.stream().allMatch(Outcome.Failed.class::isInstance)) {
            return null;
        }
        Failure first = failure(outcomes.get(0));
        boolean alike = first.kind() == FailureKind.REJECTED
                && outcomes.stream().allMatch(outcome -> first.isLike(failure(outcome)));
        return alike ? first : null;
    }

    private static Failure failure(Outcome failed) {
        return ((Outcome.Failed) failed).failure();
    }

    private static Outcome ofNoInput(Outcome failed) {
        return new Outcome.Failed(WhoseFault.ofNoInput(failure(failed)), false);
    }
}
