package io.github.hfconnect.http;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.ApiResponse;
import java.time.Duration;
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

    /**
     * Servers forget: EvoLink's results are gone after a day (24 hours by its own evolinkai/image-generation-skill-for-openclaw), so what
     * is older is begun again rather than asked for in vain.
     */
    static final Duration LONGEST_KEPT = Duration.ofHours(20);

    /**
     * How far a call has come.
     *
     * @param asked the question that was answered last, null where that was the order
     */
    record Step(@Nullable ApiRequest asked, ApiResponse answer) {}

    private record Kept(Step last, long at) {}

    private final Map<List<Input>, Kept> answers = Collections.synchronizedMap(new Newest());

    void keep(List<Input> inputs, Step last, long now) {
        answers.put(List.copyOf(inputs), new Kept(last, now));
    }

    /** What was kept for equal inputs, for one caller alone; null where there is nothing, or it is too old. */
    @Nullable
    Step take(List<Input> inputs, long now) {
        Kept kept = answers.isEmpty() ? null : answers.remove(inputs);
        return kept == null || now - kept.at > LONGEST_KEPT.toNanos() ? null : kept.last;
    }

    /** Whether something was kept for equal inputs. */
    boolean has(List<Input> inputs) {
        return answers.containsKey(inputs);
    }

    private static final class Newest extends LinkedHashMap<List<Input>, Kept> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Input>, Kept> eldest) {
            return size() > MOST;
        }
    }
}
