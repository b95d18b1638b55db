package io.github.hfconnect.http;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last good answers of calls that broke off after a server had begun to work for them, so that the next attempt goes
 * on from there: the work is paid for. Safe for use by several threads. It is kept in memory alone, so what was begun
 * before a restart is begun again.
 */
final class UnfinishedWork {

    /** More than can be in flight as a rule. What is forgotten is begun again. */
    private static final int MOST = 1000;

    private final Map<List<Input>, ApiResponse> answers = Collections.synchronizedMap(new Newest());

    void keep(List<Input> inputs, ApiResponse lastAnswer) {
        answers.put(List.copyOf(inputs), lastAnswer);
    }

    /** What was kept for equal inputs, for one caller alone; null where there is nothing. */
    @Nullable
    ApiResponse take(List<Input> inputs) {
        return answers.isEmpty() ? null : answers.remove(inputs);
    }

    private static final class Newest extends LinkedHashMap<List<Input>, ApiResponse> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Input>, ApiResponse> eldest) {
            return size() > MOST;
        }
    }
}
