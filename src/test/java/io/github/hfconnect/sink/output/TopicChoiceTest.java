package io.github.hfconnect.sink.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.Route;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.record.FieldPath;
import io.github.hfconnect.record.Redaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.junit.jupiter.api.Test;

class TopicChoiceTest {

    private static final SchemaAndValue RECORD = new SchemaAndValue(null, Map.of("user", "jo", "text", "..."));

    private final TopicChoice topics = new TopicChoice(
            "${topic}.enriched",
            List.of(
                    new Route(
                            "flagged",
                            "toxic",
                            0.8,
                            1,
                            "${topic}.flagged",
                            new Redaction(FieldPath.parse("user"), Redaction.Way.MASK)),
                    new Route("spam", "spam", 0.8, 1, "${topic}.spam", null)));

    @Test
    void fieldIsRedactedOnItsRouteAndNowhereElse() {
        assertThat(topics.topic("chat", labelled("toxic"))).contains("chat.flagged");
        assertThat(topics.redacted(RECORD, labelled("toxic")).value()).isEqualTo(Map.of("user", "***", "text", "..."));

        assertThat(topics.topic("chat", labelled("spam"))).contains("chat.spam");
        assertThat(topics.redacted(RECORD, labelled("spam"))).isEqualTo(RECORD);

        assertThat(topics.topic("chat", labelled("kind"))).contains("chat.enriched");
        assertThat(topics.redacted(RECORD, labelled("kind"))).isEqualTo(RECORD);
    }

    private static Outcome labelled(String label) {
        return new Outcome.Enriched(new Prediction(
                Map.of("label", label, "score", 0.9, "labels", List.of()),
                Origin.of("org/model", "own", Duration.ofMillis(12))));
    }
}
