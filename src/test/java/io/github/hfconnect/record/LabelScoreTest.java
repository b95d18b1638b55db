package io.github.hfconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class LabelScoreTest {

    private static final Schema SOURCE =
            SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();

    private final RecordMapper mapper = new RecordMapper(
            new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of()),
            List.of(OutputField.prediction(FieldPath.parse("p"), Outcomes.CLASSIFICATION)));

    @Test
    void predictionsAndTheirStructsAndMapsAnswerAlike() {
        Struct struct = (Struct) mapper.enriched(SOURCE, new Struct(SOURCE).put("text", "hi"), Outcomes.toxic())
                .value();
        Map<?, ?> map = (Map<?, ?>)
                mapper.enriched(null, Map.of("text", "hi"), Outcomes.toxic()).value();

        for (Object prediction : new Object[] {Outcomes.TOXIC, struct.get("p"), map.get("p")}) {
            assertThat(LabelScore.best(prediction)).contains(new LabelScore("toxic", 0.75));
            assertThat(LabelScore.of(prediction, "kind")).contains(new LabelScore("kind", 0.25));
            assertThat(LabelScore.of(prediction, "other")).isEmpty();
        }
    }

    @Test
    void theBestLabelCountsEvenWhereTheOthersAreNotListed() {
        assertThat(LabelScore.of(Map.of("label", "spam", "score", 1), "spam")).contains(new LabelScore("spam", 1));
    }

    @Test
    void whatIsNoClassificationHasNoScore() {
        assertThat(LabelScore.best(null)).isEmpty();
        assertThat(LabelScore.best("toxic")).isEmpty();
        assertThat(LabelScore.of(List.of(0.5f), "toxic")).isEmpty();
        assertThat(LabelScore.of(Map.of("text", "toxic"), "toxic")).isEmpty();
    }
}
