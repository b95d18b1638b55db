package io.github.hfconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.chunk.Chunking;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prices;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.resilience.BudgetLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EstimateTest {

    private static final Prices FREE = new Prices(0, 0, 0);
    private static final CallPlan PLAN = new CallPlan(1, 10_000, new BatchLimits(10, 100_000), 4, 0, BudgetLimits.NONE);

    @Test
    void aSampleIsScaledToTheTopic() {
        Survey survey = texts(6, 3);
        survey.add(new Reading.Settled(new Outcome.Passed(Outcome.Passed.Reason.TOMBSTONE)));
        survey.add(new Reading.Settled(new Outcome.Failed(Failure.of(FailureKind.REJECTED, "'text' leads nowhere"))));

        assertThat(new Estimate(8000, survey, PLAN, Optional.empty(), Optional.of(Duration.ofMillis(100)), FREE)
                        .lines())
                .containsExactly(
                        "records: 8000, of which 8 were read",
                        "with something to ask: about 6000",
                        "passing as they are: about 1000",
                        "failing: about 1000, the first with REJECTED: 'text' leads nowhere",
                        "distinct inputs: at most 3000",
                        "asked about: at most 3000",
                        "calls: about 300",
                        "tokens in: about 6000 (four bytes a token)",
                        "tokens out: unknown: --ask 20 measures it with 20 of the inputs",
                        "time: about 7 s");
    }

    @Test
    void aTopicThatWasReadWholeIsCounted() {
        assertThat(new Estimate(6, texts(6, 3), PLAN, Optional.empty(), Optional.empty(), FREE).lines())
                .contains(
                        "with something to ask: 6",
                        "passing as they are: 0",
                        "failing: 0",
                        "distinct inputs: 3",
                        "time: unknown: --ask 20 measures it with 20 of the inputs, --latency-ms says it");
    }

    @Test
    void whatWasMeasuredGoesBeforeWhatIsAssumed() {
        Measured measured = new Measured(3, 1, Duration.ofSeconds(2), OptionalDouble.of(7), OptionalDouble.of(50));
        Prices prices = new Prices(1, 10, 0.01);

        assertThat(new Estimate(60_000, texts(6, 3), PLAN, Optional.of(measured), Optional.empty(), prices).lines())
                .contains(
                        "asked about: at most 60000 (a task remembers 10000: cache.max.entries)",
                        "calls: about 6000",
                        "tokens in: about 420000",
                        "tokens out: about 3000000",
                        "time: about 50 min 0 s",
                        "cost: about 90.42");
    }

    @Test
    void aPriceOfTokensThatAreNotKnownMakesNoCost() {
        assertThat(new Estimate(6, texts(6, 3), PLAN, Optional.empty(), Optional.empty(), new Prices(1, 1, 0)).lines())
                .contains("cost: unknown: --ask 20 measures it with 20 of the inputs");
        assertThat(new Estimate(6, texts(6, 3), PLAN, Optional.empty(), Optional.empty(), new Prices(0, 0, 2)).lines())
                .contains("cost: about 2.00");
    }

    @Test
    void tokensOfImagesAreNotToldFromTheirBytes() {
        Survey survey = new Survey(Chunking.NONE);
        survey.add(new Reading.Ask(new Input(Map.of(Input.MAIN, ByteBuffer.wrap(new byte[400])), Map.of())));

        assertThat(new Estimate(1, survey, PLAN, Optional.empty(), Optional.empty(), FREE).lines())
                .contains("tokens in: unknown: --ask 20 measures it with 20 of the inputs");
    }

    /** Texts of eight bytes, so many of them different. */
    private static Survey texts(int records, int distinct) {
        Survey survey = new Survey(Chunking.NONE);
        for (int i = 0; i < records; i++) {
            survey.add(new Reading.Ask(Input.of("texts: " + i % distinct)));
        }
        return survey;
    }
}
