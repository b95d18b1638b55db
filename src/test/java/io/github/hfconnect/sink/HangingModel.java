package io.github.hfconnect.sink;

import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.resilience.FakeInferenceClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that takes its time over some texts: a call with one of them waits until the test lets it go. */
final class HangingModel implements InferenceClient {

    private final FakeInferenceClient model = new FakeInferenceClient();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, CountDownLatch> slow = new ConcurrentHashMap<>();

    void hangOn(String text) {
        slow.put(text, new CountDownLatch(1));
    }

    void letGo(String text) {
        CountDownLatch latch = slow.get(text);
        if (latch != null) {
            latch.countDown();
        }
    }

    @Override
    public List<Prediction> infer(List<Input> inputs) throws InterruptedException {
        for (Input input : inputs) {
            CountDownLatch latch = slow.get(input.text());
            if (latch != null) {
                waiting.incrementAndGet();
                latch.await();
                waiting.decrementAndGet();
            }
        }
        return model.infer(inputs);
    }

    /** Calls that hang now. */
    int waiting() {
        return waiting.get();
    }

    FakeInferenceClient model() {
        return model;
    }
}
