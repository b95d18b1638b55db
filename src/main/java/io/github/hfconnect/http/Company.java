package io.github.hfconnect.http;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.SyntheticInput;
import io.github.hfconnect.task.Task;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether several inputs may share a call with an endpoint. Where that depends on the server, it is found out once, before the first
 * call of several leaves: by a call about a short and a long text, made up, whose answer shows whether one was padded for the other.
 * Calls at the same time may each find out; what they find is the same.
 */
final class Company {

    private static final Logger LOG = LoggerFactory.getLogger(Company.class);
    private static final int SERVER_ERROR = 500;

    private final Task task;
    private final Exchange exchange;
    private volatile boolean known;
    private volatile boolean allowed;

    Company(ServerApi api, Exchange exchange) {
        this.task = api.spec().task();
        this.exchange = exchange;
        this.allowed = api.takesLists();
        this.known = !api.takesLists() || api.takesCompany();
    }

    /** Whether they may, or nobody has found out yet. */
    boolean mayBeAllowed() {
        return allowed;
    }

    /**
     * Finds out where that is still to be done.
     *
     * @param call of several inputs, which waits for it
     * @throws InferenceException where the endpoint does not answer, as it would not have answered the call
     */
    void findOut(String endpoint, List<Input> call) throws InterruptedException {
        if (!known) {
            allowed = isSeenToKeepApart(call);
            known = true;
            LOG.info(
                    "Endpoint {} {} (`output.pooling=mean`)",
                    endpoint,
                    allowed
                            ? "keeps the texts of a call apart, so that they may share one"
                            : "does not keep the texts of a call apart, so that each is asked alone");
        }
    }

    private boolean isSeenToKeepApart(List<Input> call) throws InterruptedException {
        List<Input> pair = SyntheticInput.shortAndLong().stream()
                .map(input -> new Input(input.slots(), call.get(0).parameters()))
                .toList();
        try {
            Answer answer = exchange.about(pair).answer().answer();
            return task.keepsApart(answer, pair);
        } catch (InferenceException e) {
            if (!isRefusalOfTwo(e.failure())) {
                throw e;
            }
            return false;
        }
    }

    /** A container that knows no lists refuses them, answers something else, or breaks; each text alone it may answer well. */
    private static boolean isRefusalOfTwo(Failure failure) {
        return failure.kind() == FailureKind.REJECTED
                || failure.kind() == FailureKind.MALFORMED
                || Objects.equals(failure.status(), SERVER_ERROR);
    }
}
