package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.FollowUp;
import io.github.hfconnect.server.ServerApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work that a provider takes on for one input: ordered once, asked about until it has ended, read where it has ended well.
 *
 * @param order what is posted
 * @param progress how the provider says how far it is
 * @param result where the last answer holds what was ordered
 */
record OrderedWork(CallSpec spec, Function<List<Input>, ApiRequest> order, Progress progress, Result result)
        implements ServerApi {

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return order.apply(inputs);
    }

    @Override
    public Optional<FollowUp> next(Answer answer, List<Input> inputs, @Nullable ApiRequest asked) {
        JsonNode said = Progress.EXPECTED.in(answer);
        return progress.state(said) == Progress.State.GOING_ON
                ? Optional.of(new FollowUp(progress.question(said, asked), progress.pause(said), Duration.ZERO))
                : Optional.empty();
    }

    @Override
    public List<Object> decode(Answer answer, List<Input> inputs) {
        JsonNode said = Progress.EXPECTED.in(answer);
        if (progress.state(said) == Progress.State.FAILED) {
            throw new InferenceException(progress.failure(said));
        }
        return result.of(said, inputs);
    }
}
