package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A net for wrong configurations that no field and no known word tells of: while nobody was answered, several different inputs
 * that are refused in the same words are no record's fault, unless a harmless synthetic one is answered. A single input is judged
 * by the next one, or where the server says 400, as most do of a request that they do not understand, by the synthetic one at once.
 */
final class RefusedByAll {

    private static final int BAD_REQUEST = 400;

    private final ControlProbe probe;

    /** What an earlier call was refused with, and an input of it. */
    private volatile @Nullable Refusal earlier;

    private record Refusal(Failure failure, Input input) {

        boolean isOfAnother(Input other, Failure refusal) {
            return failure.isLike(refusal) && !input.equals(other);
        }
    }

    RefusedByAll(ControlProbe probe) {
        this.probe = probe;
    }

    /** The outcomes of a call, as they are or as what stops everybody. */
    List<Outcome> judged(List<Input> call, List<Outcome> outcomes) throws InterruptedException {
        Failure refusal = probe.answers() > 0 ? null : refusalOfAll(outcomes);
        return refusal != null && isNoInputs(call, refusal)
                ? outcomes.stream().map(RefusedByAll::ofNoInput).toList()
                : outcomes;
    }

    private boolean isNoInputs(List<Input> call, Failure refusal) throws InterruptedException {
        Refusal before = earlier;
        Input first = call.get(0);
        earlier = new Refusal(refusal, first);
        boolean several =
                call.stream().distinct().count() > 1 || (before != null && before.isOfAnother(first, refusal));
        if (!several && !Objects.equals(refusal.status(), BAD_REQUEST)) {
            return false;
        }
        Optional<Failure> ofSynthetic = probe.refusalOfSynthetic(first);
        // Somebody may have been answered meanwhile: the synthetic input, or another's in another thread.
        return probe.answers() == 0
                && (several || ofSynthetic.filter(refusal::isLike).isPresent());
    }

    /** What all are refused with, or null where that is not one thing. */
    private static @Nullable Failure refusalOfAll(List<Outcome> outcomes) {
        Failure first = failure(outcomes.get(0));
        boolean alike = first.kind() == FailureKind.REJECTED
                && outcomes.stream().allMatch(outcome -> first.isLike(failure(outcome)));
        return alike ? first : null;
    }

    /** Where nobody was answered, all have failed. */
    private static Failure failure(Outcome outcome) {
        return ((Outcome.Failed) outcome).failure();
    }

    private static Outcome ofNoInput(Outcome outcome) {
        return new Outcome.Failed(failure(outcome).ofNoInput(), false);
    }
}
