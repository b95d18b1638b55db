package io.github.hfconnect.probe;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.WhoseFault;
import io.github.hfconnect.task.SyntheticInput;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one endpoint says to one made-up input.
 *
 * @param key of the configuration that is to be looked at where it is not well
 * @param found for people
 */
public record Probe(boolean isWell, String key, String found) {

    private static final String URLS = "endpoint.urls";

    /** As messages name a key, alone or with its value. */
    private static final Pattern QUOTED = Pattern.compile("`([a-z][a-z0-9.]+)[^`]*`");

    private static final int BAD_REQUEST = 400;

    /**
     * Asks once. A server that refuses the input has looked at it, so that address, token and model are right; unless it says 400
     * in the same words to another one, as most do of a configuration that they do not understand.
     */
    public static Probe of(Endpoint endpoint, InferenceConfig config) throws InterruptedException {
        try (EndpointClient client = EndpointClient.open(
                endpoint,
                config.endpoints().api(),
                config.callSpec(),
                config.endpoints().http())) {
            return of(client, config);
        }
    }

    private static Probe of(EndpointClient client, InferenceConfig config) throws InterruptedException {
        Input input = SyntheticInput.of(config.task());
        try {
            return answered(client.infer(List.of(input)).get(0), config);
        } catch (InferenceException e) {
            Input other = SyntheticInput.another(config.task());
            boolean isAnother = !other.equals(input);
            return failed(
                    isAnother && refusesAlike(client, other, e.failure())
                            ? WhoseFault.ofNoInput(e.failure())
                            : e.failure());
        }
    }

    private static boolean refusesAlike(EndpointClient client, Input other, Failure refusal)
            throws InterruptedException {
        if (refusal.kind() != FailureKind.REJECTED
                || !refusal.isPresumed()
                || !Objects.equals(refusal.status(), BAD_REQUEST)) {
            return false;
        }
        try {
            client.infer(List.of(other));
            return false;
        } catch (InferenceException e) {
            return refusal.isLike(e.failure());
        }
    }

    /** One that has said nothing in time. */
    static Probe silent(String endpoint, long seconds) {
        return new Probe(false, URLS, "The endpoint " + endpoint + " has not answered within " + seconds + " s");
    }

    private static Probe answered(Prediction prediction, InferenceConfig config) {
        String answers = "answers in " + prediction.origin().latency().toMillis() + " ms";
        return prediction.value() instanceof float[] vector
                ? answered(answers, vector.length, config)
                : new Probe(true, URLS, answers);
    }

    private static Probe answered(String answers, int width, InferenceConfig config) {
        int wanted = config.vectorWidth().dimensions().orElse(width);
        return wanted == width
                ? new Probe(true, URLS, answers)
                : new Probe(
                        false,
                        config.vectorWidth().key(),
                        "The endpoint answers vectors of " + width + " numbers, not of " + wanted);
    }

    static Probe failed(Failure failure) {
        boolean looked = failure.kind() == FailureKind.REJECTED && failure.status() != null;
        boolean busy = failure.kind() == FailureKind.OVERLOADED;
        String found = failure.describe();
        return new Probe(
                looked || busy, keyNamedIn(found), looked ? "answers, but takes no made-up input: " + found : found);
    }

    private static String keyNamedIn(String message) {
        Matcher quoted = QUOTED.matcher(message);
        return quoted.find() ? quoted.group(1) : URLS;
    }
}
