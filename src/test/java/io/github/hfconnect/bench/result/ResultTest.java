package io.github.hfconnect.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {

    private final List<Result> results = Result.of(
            "saturation",
            List.of(
                    List.of(Figure.of("share", "", 0.97).atLeast(0.95), Figure.of("throughput", "records/s", 9_000)),
                    List.of(Figure.of("share", "", 0.91).atLeast(0.95), Figure.of("throughput", "records/s", 8_000)),
                    List.of(Figure.of("share", "", 0.96).atLeast(0.95), Figure.of("throughput", "records/s", 8_500))));

    @Test
    void theMedianHasToKeepTheBound() {
        assertThat(results).extracting(Result::median).containsExactly(0.96, 8_500.0);
        assertThat(results.get(0).holds()).isTrue();
        assertThat(Result.of("a", List.of(List.of(Figure.of("b", "", 21).atMost(20)))))
                .noneMatch(Result::holds);
    }

    @Test
    void aRowTellsAllThatPeopleNeed() {
        assertThat(new ResultTable().rows(List.of(results)).get(0).replaceAll(" +", " "))
                .isEqualTo("| saturation | share | 0.960 | 0.910..0.970 | | >= 0.950 | yes |");
    }

    @Test
    void numbersHaveThreeSignificantDigits() {
        assertThat(List.of(
                        ResultTable.number(12_345.6),
                        ResultTable.number(45.04),
                        ResultTable.number(1.234),
                        ResultTable.number(0.0361),
                        ResultTable.number(0)))
                .containsExactly("12,346", "45.0", "1.23", "0.036", "0");
        assertThat(ResultTable.number(Double.NaN)).isEqualTo("-");
    }

    @Test
    void machinesReadTheSame() {
        JsonNode share = ResultFile.document(results).path("figures").path(0);

        assertThat(share.path("median").asDouble()).isEqualTo(0.96);
        assertThat(share.path("values")).hasSize(3);
        assertThat(share.path("at_least").asDouble()).isEqualTo(0.95);
        assertThat(share.path("met").asBoolean()).isTrue();
        assertThat(ResultFile.document(results).path("figures").path(1).has("met"))
                .isFalse();
    }
}
