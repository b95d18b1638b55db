package io.github.hfconnect.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.resilience.Spent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BudgetLedgerTest {

    private static final Window DAYS = new Window(86_400_000);
    private static final long MIDNIGHT = 20_000 * DAYS.millis();
    private static final long EVENING = MIDNIGHT - Duration.ofHours(3).toMillis();
    private static final TaskOf TASK = new TaskOf("moderation", 2, 0);

    private final Usages usages = new Usages(TASK);

    @Test
    void windowsAreThoseOfTheCalendar() {
        assertThat(DAYS.endAfter(EVENING)).isEqualTo(MIDNIGHT);
        assertThat(DAYS.endAfter(MIDNIGHT)).isEqualTo(MIDNIGHT + DAYS.millis());
        assertThat(DAYS.nearestEnd(MIDNIGHT - 5)).isEqualTo(MIDNIGHT);
        assertThat(DAYS.nearestEnd(MIDNIGHT + 5)).isEqualTo(MIDNIGHT);
    }

    @Test
    void aBudgetGoesOnWhereTheTaskAndOthersHaveLeftIt() {
        recorded(TASK, 7, 70);
        recorded(new TaskOf("moderation", 1, 0), 20, 200);

        BudgetLedger ledger = BudgetLedger.of(usages, DAYS, EVENING);
        assertThat(ledger.before()).isEqualTo(new Spent(17, 170, 1.7));
        assertThat(ledger.windowLeft(EVENING)).isEqualTo(Duration.ofHours(3));
    }

    /** What others have used is in their records, and must not come into one more. */
    @Test
    void whatIsRecordedIsTheTasksOwn() {
        recorded(TASK, 7, 70);
        recorded(new TaskOf("moderation", 1, 0), 20, 200);
        BudgetLedger ledger = BudgetLedger.of(usages, DAYS, EVENING);

        Usage own = ledger.own(new Spent(18, 180, 2.5), Duration.ofHours(3), EVENING);

        assertThat(own).isEqualTo(new Usage(MIDNIGHT, DAYS.millis(), new Spent(8, 80, 1.5)));
        assertThat(ledger.isNew(own)).isTrue();
        ledger.recorded(own);
        assertThat(ledger.isNew(own)).isFalse();
    }

    @Test
    void inTheNextWindowOthersHaveUsedNothing() {
        recorded(new TaskOf("moderation", 1, 0), 20, 200);
        BudgetLedger ledger = BudgetLedger.of(usages, DAYS, EVENING);

        Usage none = ledger.own(Spent.NOTHING, Duration.ofHours(24), MIDNIGHT + 3);
        assertThat(none).isEqualTo(Usage.none(MIDNIGHT + DAYS.millis(), DAYS.millis()));
        assertThat(ledger.isNew(none)).isFalse();

        Usage one = ledger.own(new Spent(1, 0, 0), Duration.ofHours(24), MIDNIGHT + 3);
        assertThat(one.spent().requests()).isEqualTo(1);
        assertThat(ledger.isNew(one)).isTrue();
    }

    private void recorded(TaskOf task, long requests, long tokens) {
        byte[] value = new Usage(MIDNIGHT, DAYS.millis(), new Spent(requests, tokens, tokens / 100.0)).json();
        usages.take(new ConsumerRecord<>("state", 0, 0, task.key().getBytes(StandardCharsets.UTF_8), value));
    }
}
