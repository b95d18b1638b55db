package io.github.hfconnect.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Pace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One server that counts tokens, once it is known how it is asked. */
final class TokenServer implements AutoCloseable {

    private static final String REMEDY =
            ". `chunk.max.tokens` needs a server that counts tokens: text-embeddings-inference, vLLM or llama.cpp, with their route"
                    + " `/tokenize`. Set `chunk.max.chars` in its place where there is none";

    private final HttpTransport transport;
    private final String api;
    private final @Nullable String model;
    private final Pace pace;

    private volatile @Nullable TokenFormat format;

    /** Whether it has ever said a number: before that, a refusal says more of the route than of the text. */
    private volatile boolean hasCounted;

    /**
     * A server that was not asked yet.
     *
     * @param pace of all that a task asks. A question takes its moment, and whoever asks next waits the longer; it does not wait
     *     itself, because the thread that cuts texts has to poll, too
     */
    TokenServer(HttpTransport transport, String api, @Nullable String model, Pace pace) {
        this.transport = transport;
        this.api = api;
        this.model = model;
        this.pace = pace;
    }

    List<Integer> count(List<String> texts) throws InterruptedException {
        TokenFormat known = format();
        List<Integer> counts = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += known.mostTexts()) {
            counts.addAll(ask(known, texts.subList(from, Math.min(texts.size(), from + known.mostTexts()))));
        }
        return counts;
    }

    private List<Integer> ask(TokenFormat known, List<String> texts) throws InterruptedException {
        List<Integer> counts;
        try {
            counts = known.counts(tree(known, texts));
        } catch (InferenceException e) {
            if (e.failure().kind() == FailureKind.REJECTED && texts.size() > 1) {
                // It may take fewer texts a call, or one of them may be the culprit.
                List<Integer> halves = new ArrayList<>(ask(known, texts.subList(0, texts.size() / 2)));
                halves.addAll(ask(known, texts.subList(texts.size() / 2, texts.size())));
                return halves;
            }
            throw explained(e);
        }
        if (counts.size() != texts.size() || counts.contains(TokenFormat.UNKNOWN)) {
            throw noCounter("`/tokenize` answers something else than the tokens of " + texts.size() + " texts");
        }
        hasCounted = true;
        return counts;
    }

    private JsonNode tree(TokenFormat known, List<String> texts) throws InterruptedException {
        var unused = pace.reserve(transport.time().nanos());
        try {
            return transport.send(known.request(texts, model)).answer().tree();
        } catch (IOException e) {
            throw noCounter("`/tokenize` answers something that is not JSON");
        }
    }

    private InferenceException explained(InferenceException e) {
        Failure failure = e.failure();
        boolean isOfRoute =
                failure.kind() == FailureKind.MISCONFIGURED || (failure.kind() == FailureKind.REJECTED && !hasCounted);
        return isOfRoute
                ? new InferenceException(
                        Failure.of(FailureKind.MISCONFIGURED, failure.message() + REMEDY)
                                .withCall(transport.endpoint(), null),
                        e)
                : e;
    }

    private InferenceException noCounter(String what) {
        return new InferenceException(
                Failure.of(FailureKind.MISCONFIGURED, what + REMEDY).withCall(transport.endpoint(), null));
    }

    private TokenFormat format() throws InterruptedException {
        TokenFormat known = format;
        if (known == null) {
            known = switch (api) {
                case "tei" -> TokenFormat.TEI;
                case "vllm" -> TokenFormat.VLLM;
                default -> ofDetected(ServerDetection.of(transport).api());
            };
            format = known;
        }
        return known;
    }

    private TokenFormat ofDetected(String kind) {
        return switch (kind) {
            case "tei" -> TokenFormat.TEI;
            case "vllm" -> TokenFormat.VLLM;
            case "openai" -> TokenFormat.LLAMA_CPP;
            default -> throw noCounter("The server is of the kind `" + kind + "`");
        };
    }

    @Override
    public void close() {
        transport.close();
    }
}
