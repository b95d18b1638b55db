package io.github.hfconnect.probe;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.http.transport.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks all endpoints at once and waits a given time for them: whoever waits for a validation waits for a REST call. */
public final class Probes {

    private static final long SECONDS = 10;

    private Probes() {}

    /** The endpoints that are not well. */
    public static List<Probe> unwell(InferenceConfig config) {
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "hf-probe");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return asked(threads, config);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Probe> asked(ExecutorService threads, InferenceConfig config) throws InterruptedException {
        List<Endpoint> endpoints = config.endpoints().all();
        List<Callable<Probe>> questions = endpoints.stream()
                .<Callable<Probe>>map(endpoint -> () -> Probe.of(endpoint, config))
                .toList();
        List<Future<Probe>> answers = threads.invokeAll(questions, SECONDS, TimeUnit.SECONDS);
        List<Probe> unwell = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Probe probe = answer(answers.get(i), endpoints.get(i));
            if (!probe.isWell()) {
                unwell.add(probe);
            }
        }
        return unwell;
    }

    private static Probe answer(Future<Probe> answer, Endpoint endpoint) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException e) {
            return Probe.silent(endpoint.alias(), SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The endpoint " + endpoint.alias() + " could not be asked", e);
        }
    }
}
