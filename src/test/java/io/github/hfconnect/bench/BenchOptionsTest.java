package io.github.hfconnect.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.bench.bed.Build;
import io.github.hfconnect.bench.scenario.Effort;
import io.github.hfconnect.bench.scenario.Scenario;
import io.github.hfconnect.bench.scenario.Scenarios;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {

    @Test
    void withoutOptionsEveryScenarioThatIsNotLongIsMeasuredOnceAndShort() {
        assertThat(parse("")).isEqualTo(new BenchOptions(Scenarios.quick(), Effort.SHORT, 1, false, null, false));
    }

    @Test
    void namedScenariosAreMeasuredInFull() {
        BenchOptions options = parse("--scenario trickle --scenario growth --runs 5 --profile");

        assertThat(options.scenarios()).extracting(Scenario::name).containsExactly("trickle", "growth");
        assertThat(options.effort()).isEqualTo(Effort.FULL);
        assertThat(options.runs()).isEqualTo(5);
        assertThat(options.profile()).isTrue();
        assertThat(options.warm()).isTrue();
    }

    @Test
    void shortComesLast() {
        assertThat(parse("--scenario trickle --short").effort()).isEqualTo(Effort.SHORT);
    }

    @Test
    void manyRecordsAreAsManyAsIsSaidLast() {
        assertThat(parse("--scenario growth --many 10000000").effort()).isEqualTo(Effort.FULL.withMany(10_000_000));
    }

    @Test
    void peersAreThoseOfTwoScenarios() {
        assertThat(parse("--peers").scenarios()).extracting(Scenario::name).containsExactly("peers", "peers-flink");
    }

    @Test
    void anotherBuildHasANameAndADirectory() {
        assertThat(parse("--against 2fba39f target/other --short").against())
                .isEqualTo(new Build("2fba39f", Path.of("target/other")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scenario none", "--scenario", "--runs 0", "--runs many", "--against name", "--fast"})
    void whatCannotBeFollowedIsSaid(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(UsageException.class);
    }

    private static BenchOptions parse(String line) {
        return BenchOptions.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }
}
