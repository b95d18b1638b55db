package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that says how many calls it still takes, and two tasks that use them up without being told to stop. */
class ServerQuotaIT {

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    /** Forty calls in each three seconds, told as the IETF's draft says it; one more is refused without a hint. */
    private static final class FixedWindow implements ScriptedTei.Script {

        private static final int QUOTA = 40;
        private static final long WINDOW = Duration.ofSeconds(3).toNanos();

        private final AtomicInteger refused = new AtomicInteger();
        private long endsAt;
        private int used;

        @Override
        public synchronized MockResponse answer(ScriptedTei.Call call) {
            long now = System.nanoTime();
            if (now - endsAt >= 0) {
                endsAt = now + WINDOW;
                used = 0;
            }
            used++;
            MockResponse.Builder answer = new MockResponse.Builder().setHeader("Content-Type", "application/json");
            if (used > QUOTA) {
                refused.incrementAndGet();
                answer.code(429).body("{\"error\":\"Too many requests\"}");
            } else {
                answer.body(ScriptedTei.predictions(call.texts()));
            }
            long seconds = Duration.ofNanos(endsAt - now).toSeconds() + 1;
            return answer.setHeader("RateLimit-Policy", "\"calls\";q=" + QUOTA + ";w=3")
                    .setHeader("RateLimit", "\"calls\";r=" + Math.max(0, QUOTA - used) + ";t=" + seconds)
                    .build();
        }
    }

    @SideBySide
    @Test
    void whatIsLeftLastsUntilTheReset() throws IOException {
        FixedWindow quota = new FixedWindow();
        try (ScriptedTei tei = ScriptedTei.start(quota);
                Scenario scenario = Scenario.of(CLUSTER.get(), "server-quota", 200, id -> "hello " + id)) {
            scenario.start(tei.url(), "tasks.max", "2", "batch.max.records", "1", "retry.max.attempts", "20");

            scenario.assertAllEnriched();

            assertThat(tei.calls()).hasSizeGreaterThanOrEqualTo(200);
            // A task that stands still for long hears too late of the other's calls.
            assertThat(quota.refused.get()).isLessThan(10);
        }
    }
}
