package io.github.hfconnect.server;

import io.github.hfconnect.answer.Answer;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What to ask next, where a server has taken on work that is not done yet, or says one part of an answer here and another there.
 *
 * @param after how long to wait before
 * @param expected how long the server says that the whole work takes; zero where it does not say
 * @param taken what the answer to it is taken for, such as one part together with the other
 */
public record FollowUp(ApiRequest request, Duration after, Duration expected, UnaryOperator<Answer> taken) {

    /** About work, whose state each answer says. */
    public FollowUp(ApiRequest request, Duration after, Duration expected) {
        this(request, after, expected, UnaryOperator.identity());
    }

    /** At once, for another part of the answer. */
    public static FollowUp joining(ApiRequest request, UnaryOperator<Answer> taken) {
        return new FollowUp(request, Duration.ZERO, Duration.ZERO, taken);
    }
}
