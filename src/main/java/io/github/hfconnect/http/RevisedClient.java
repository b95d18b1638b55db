package io.github.hfconnect.http;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Revisions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes on each prediction of an endpoint which commit of the model has made it, where that is told. */
public final class RevisedClient implements EndpointClient {

    private final EndpointClient client;
    private final ServerRevision revision;

    /** A client that closes both. */
    public RevisedClient(EndpointClient client, ServerRevision revision) {
        this.client = client;
        this.revision = revision;
    }

    /** What answers at these endpoints, each of which is asked where that is due. */
    public static Revisions asked(List<RevisedClient> endpoints) {
        return () -> {
            Set<String> served = new HashSet<>();
            try {
                for (RevisedClient endpoint : endpoints) {
                    add(served, endpoint.revision.current());
                }
            } catch (InterruptedException e) {
                // Whoever waits next ends by it.
                Thread.currentThread().interrupt();
            }
            return served;
        };
    }

    /** What was told last at these endpoints. Asks nobody. */
    public static Revisions known(List<RevisedClient> endpoints) {
        return () -> {
            Set<String> served = new HashSet<>();
            endpoints.forEach(endpoint -> add(served, endpoint.revision.known()));
            return served;
        };
    }

    private static void add(Set<String> served, @Nullable String revision) {
        if (revision != null) {
            served.add(revision);
        }
    }

    @Override
    public String endpoint() {
        return client.endpoint();
    }

    @Override
    public BatchLimits limits() {
        return client.limits();
    }

    @Override
    public boolean isKnown() {
        return client.isKnown();
    }

    @Override
    public void requireSendable(List<Input> inputs) throws InterruptedException {
        client.requireSendable(inputs);
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        List<Prediction> predictions;
        try {
            predictions = client.infer(inputs);
        } catch (InferenceException e) {
            if (e.failure().kind() == FailureKind.UNAVAILABLE) {
                revision.mayHaveChanged();
            }
            throw e;
        }
        String told = revision.current();
        return predictions.stream().map(prediction -> noted(prediction, told)).toList();
    }

    /** What came with the answer is nearer to the truth than what the server says of itself. */
    private Prediction noted(Prediction prediction, @Nullable String told) {
        String own = prediction.origin().revision();
        if (own != null) {
            revision.heard(own);
        }
        return own != null || told == null ? prediction : prediction.ofRevision(told);
    }

    @Override
    public void close() {
        client.close();
        revision.close();
    }
}
