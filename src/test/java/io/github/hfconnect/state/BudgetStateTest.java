package io.github.hfconnect.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.kafka.InMemoryTopic;
import io.github.hfconnect.resilience.Budget;
import io.github.hfconnect.resilience.BudgetLimits;
import io.github.hfconnect.resilience.BudgetListener;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.resilience.Spent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try")
class BudgetStateTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final TaskOf TASK = new TaskOf("moderation", 1, 0);

    private final InMemoryTopic topic = new InMemoryTopic();
    private final BlockingQueue<ConnectException> failures = new LinkedBlockingQueue<>();
    private final Time time = new FakeTime();

    @Test
    void aBudgetGoesOnAfterARestart() throws InterruptedException {
        Budget first = budget();
        try (BudgetState state = state(first)) {
            awaitLeft(first, 100);
            first.resume(new Spent(7, 0, 0), Duration.ofHours(12), time.nanos());
            topic.awaitRecords(1);
        }
        Budget second = budget();
        try (BudgetState state = state(second)) {
            awaitLeft(second, 93);
        }
        assertThat(topic.records()).as("what is known is not written again").hasSize(1);
    }

    @Test
    void theLastIsWrittenWhenTheTaskEnds() throws InterruptedException {
        Budget budget = budget();
        try (BudgetState state = state(budget)) {
            awaitLeft(budget, 100);
            budget.resume(new Spent(3, 40, 1.5), Duration.ofHours(12), time.nanos());
        }
        assertThat(new String(topic.records().get(topic.records().size() - 1).value(), StandardCharsets.UTF_8))
                .contains("\"requests\":3", "\"tokens\":40");
    }

    /** Who cannot know what was used must not spend it a second time. */
    @Test
    void whereTheTopicCannotBeReadTheTaskIsToldAndNothingIsSpent() throws InterruptedException {
        topic.refuseReaders(new TopicAuthorizationException(Set.of("kept")));
        Budget budget = budget();
        try (BudgetState state = state(budget)) {
            assertThat(failures.take())
                    .hasMessageContaining("may not read the topic kept (`key.of.kept`): it needs Read");
        }
        assertThat(topic.records()).isEmpty();
    }

    /** A call is not held up by what only the next run needs. */
    @Test
    void whatCannotBeWrittenIsWrittenLater() throws InterruptedException {
        Budget budget = budget();
        try (BudgetState state = state(budget)) {
            awaitLeft(budget, 100);
            topic.refuseWriters(new TopicAuthorizationException(Set.of("kept")));
            budget.resume(new Spent(3, 0, 0), Duration.ofHours(12), time.nanos());
            topic.refuseWriters(null);
            topic.awaitRecords(1);
        }
        assertThat(failures).isEmpty();
    }

    private Budget budget() {
        return new Budget(new BudgetLimits(100, BudgetLimits.UNLIMITED, DAY, DAY), BudgetListener.none(), time.nanos());
    }

    private BudgetState state(Budget budget) {
        return new BudgetState(topic, TASK, budget, DAY, time, failures::add, Thread::new);
    }

    private void awaitLeft(Budget budget, double requests) throws InterruptedException {
        while (budget.requestsLeft(time.nanos()) != requests
                || budget.windowLeft(time.nanos()).toHours() != 12) {
            Thread.sleep(1);
        }
    }
}
