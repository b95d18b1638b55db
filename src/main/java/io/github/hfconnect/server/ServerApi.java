package io.github.hfconnect.server;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one server kind speaks of one task, as configured: encodes inputs, decodes answers. Pure. */
public interface ServerApi {

    /** What is asked, as configured. */
    CallSpec spec();

    /** Whether one call may carry several inputs. */
    boolean takesLists();

    /** Whether one call may carry several inputs without changing what is answered to each. */
    default boolean takesCompany() {
        return takesLists() && !spec().task().dependsOnCompany();
    }

    /**
     * The request that asks for these inputs.
     *
     * @param inputs one, or several where {@link #takesLists()}; all with equal {@link Input#parameters()}, because a
     *     call has one set of parameters. The caller groups by them
     * @throws io.github.hfconnect.inference.InferenceException of kind {@code REJECTED} where an input cannot be sent
     */
    ApiRequest encode(List<Input> inputs);

    /**
     * The same in words that every server of the kind takes, where this asks in better ones that some refuse; empty where
     * there are no others.
     */
    default Optional<ServerApi> plainer() {
        return Optional.empty();
    }

    /**
     * Whether older servers of the kind lack this route, so that its absence says no more than that the {@link #plainer()} words have
     * to do.
     */
    default boolean isRouteOfNewer() {
        return false;
    }

    /**
     * What to ask next, where a successful answer says that the work is not done yet; empty where it is the last.
     *
     * @param inputs that the call is about
     * @param asked the question that it answers, null where it answers the order
     * @throws io.github.hfconnect.inference.InferenceException where the answer is neither
     */
    default Optional<FollowUp> next(Answer answer, List<Input> inputs, @Nullable ApiRequest asked) {
        return Optional.empty();
    }

    /**
     * The values in the last answer: as the task reads it, unless this server wraps what the task knows.
     *
     * @return values of the task's shape, one for each input and in their order
     * @throws io.github.hfconnect.inference.InferenceException where the answer does not hold them
     */
    default List<Object> decode(Answer answer, List<Input> inputs) {
        return spec().read(answer, inputs);
    }
}
