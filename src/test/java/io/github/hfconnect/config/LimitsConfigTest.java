package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Prices;
import io.github.hfconnect.resilience.BudgetLimits;
import io.github.hfconnect.resilience.TokenLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates, budgets and prices: what they mean for one task, and what excludes what. */
class LimitsConfigTest {

    private static SinkConfig task(int tasks, int index, String... more) {
        Map<String, String> props = Props.sink(more);
        props.put(SinkConfig.TASK_COUNT, String.valueOf(tasks));
        props.put(SinkConfig.TASK_INDEX, String.valueOf(index));
        return new SinkConfig(props);
    }

    private static List<SinkConfig> tasks(int tasks, String... more) {
        return IntStream.range(0, tasks).mapToObj(i -> task(tasks, i, more)).toList();
    }

    @Test
    void nothingIsLimitedUnlessItIsSet() {
        SinkConfig config = new SinkConfig(Props.sink());

        assertThat(config.limits().requestsPerSecond()).isZero();
        assertThat(config.limits().tokens()).isEqualTo(TokenLimits.NONE);
        assertThat(config.limits().budget().maxRequests()).isEqualTo(BudgetLimits.UNLIMITED);
        assertThat(config.limits().budget().maxCost()).isEqualTo(BudgetLimits.ANY_COST);
        assertThat(config.limits().followsServers()).isTrue();
        assertThat(config.limits().prices().areKnown()).isFalse();
    }

    @Test
    void limitsAreTheConnectorsAndTheSharesOfItsTasksAddUp() {
        List<SinkConfig> four = tasks(
                4,
                "rate.limit.requests.per.second",
                "10",
                "rate.limit.tokens.per.minute",
                "60001",
                "budget.max.requests",
                "10",
                "budget.max.tokens",
                "1003",
                "budget.max.cost",
                "2",
                "price.input",
                "1");

        assertThat(four).allMatch(task -> task.limits().requestsPerSecond() == 2.5);
        assertThat(four)
                .extracting(task -> task.limits().tokens().perMinute())
                .containsExactly(15_001L, 15_000L, 15_000L, 15_000L);
        assertThat(four)
                .extracting(task -> task.limits().budget().maxRequests())
                .containsExactly(3L, 3L, 2L, 2L);
        assertThat(four).extracting(task -> task.limits().budget().maxTokens()).containsExactly(251L, 251L, 251L, 250L);
        assertThat(four).allMatch(task -> task.limits().budget().maxCost() == 0.5);
    }

    @Test
    void eachTaskMayHaveTheWholeForItself() {
        SinkConfig task =
                task(4, 1, "limits.scope", "task", "budget.max.requests", "2", "rate.limit.requests.per.second", "10");

        assertThat(task.limits().budget().maxRequests()).isEqualTo(2);
        assertThat(task.limits().requestsPerSecond()).isEqualTo(10);
        assertThat(task.limits().tasks()).isEqualTo(4);
    }

    @Test
    void windowAndWhatHappensAfterwardsAreNotShared() {
        SinkConfig task = task(4, 0, "budget.max.requests", "8", "budget.window.ms", "60000", "on.budget", "fail");

        assertThat(task.limits().budget().window()).isEqualTo(Duration.ofMinutes(1));
        assertThat(task.limits().budget().longestWait()).isZero();
    }

    /** Large calls could use a minute's tokens neither evenly nor up; small ones would need more requests than may be made. */
    @ParameterizedTest
    @CsvSource({
        "60000, 0, 0, 1200",
        "60000, 500, 0, 500",
        "60000, 5000, 0, 1200",
        "60000, 0, 100, 1200",
        "60000, 0, 0.5, 2000",
        "30, 0, 0, 1"
    })
    void callsAreSmallEnoughForAnEvenUseOfTheMinute(String perMinute, String perCall, String perSecond, long most) {
        SinkConfig config = new SinkConfig(Props.sink(
                "rate.limit.tokens.per.minute", perMinute,
                "batch.max.tokens", perCall,
                "rate.limit.requests.per.second", perSecond));

        assertThat(config.limits().tokens()).isEqualTo(new TokenLimits(Long.parseLong(perMinute), most));
    }

    @Test
    void pricesAreOfAMillionTokensAndOfARequest() {
        InferenceConfig config = new InferenceConfig(Props.transform(
                "price.input", "0.15", "price.output", "0.6", "price.request", "0.001", "price.currency", "EUR"));

        assertThat(config.limits().prices()).isEqualTo(new Prices(0.15, 0.6, 0.001));
        assertThat(config.limits().currency()).isEqualTo("EUR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "budget.max.requests          | 3   | 4 | 3 cannot be shared by 4 tasks",
                "budget.max.tokens            | 1   | 2 | limits.scope=task",
                "rate.limit.tokens.per.minute | 7   | 8 | lower tasks.max",
                "budget.max.cost              | 5   | 1 | price.input",
                "price.input                  | -1  | 1 | at least 0",
                "price.output                 | x   | 1 | Not a number",
                "price.currency               | ''  | 1 | non-empty",
                "rate.limit.tokens.per.minute | 1.5 | 1 | Not a number",
                "rate.limit.tokens.per.minute | -1  | 1 | at least 0",
                "rate.limit.follow            | no  | 1 | true or false",
                "limits.scope                 | all | 1 | connector, task",
                "batch.max.tokens             | -5  | 1 | at least 0",
            })
    void whatExcludesEachOtherIsToldAtTheKey(String key, String value, String tasks, String remedy) {
        Map<String, String> props = Props.sink(key, value, "tasks.max", tasks);

        assertThatThrownBy(() -> new SinkConfig(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(key, remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "budget.max.requests, 4, connector",
        "budget.max.requests, 1, task",
        "budget.max.requests, 0, connector",
        "rate.limit.tokens.per.minute, 1, task"
    })
    void limitsThatCanBeSharedAreTaken(String key, String value, String scope) {
        Map<String, String> props = Props.sink(key, value, "limits.scope", scope, "tasks.max", "4");

        assertThatCode(() -> new SinkConfig(props)).doesNotThrowAnyException();
    }
}
