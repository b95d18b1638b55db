package io.github.hfconnect.sink.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.Route;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.record.output.Redaction;
import io.github.hfconnect.record.path.FieldMatch;
import io.github.hfconnect.record.path.FieldPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class TopicChoiceTest {

    private static final SchemaAndValue RECORD = new SchemaAndValue(null, Map.of("user", "jo", "text", "..."));

    private final TopicChoice topics = new TopicChoice(
            "${topic}.enriched",
            List.of(
                    new Route(
                            "flagged",
                            null,
                            "toxic",
                            0.8,
                            1,
                            "${topic}.flagged",
                            new Redaction(FieldPath.parse("user"), Redaction.Way.MASK)),
                    new Route("spam", null, "spam", 0.8, 1, "${topic}.spam", null)));

    @Test
    void fieldIsRedactedOnItsRouteAndNowhereElse() {
        assertThat(topics.destination(record("en"), labelled("toxic")).topic()).isEqualTo("chat.flagged");
        assertThat(redacted("toxic").value()).isEqualTo(Map.of("user", "***", "text", "..."));

        assertThat(topics.destination(record("en"), labelled("spam")).topic()).isEqualTo("chat.spam");
        assertThat(redacted("spam")).isEqualTo(RECORD);

        assertThat(topics.destination(record("en"), labelled("kind")).topic()).isEqualTo("chat.enriched");
        assertThat(redacted("kind")).isEqualTo(RECORD);
    }

    /** The same score, and another decision. */
    @Test
    void eachLanguageHasItsOwnThreshold() {
        FieldPath lang = FieldPath.parse("lang");
        TopicChoice strictInGerman = new TopicChoice(
                "review",
                List.of(
                        new Route("de", new FieldMatch(lang, Set.of("de")), "toxic", 0.7, 1, "flagged", null),
                        new Route("en", new FieldMatch(lang, Set.of("en")), "toxic", 0.95, 1, "flagged", null)));

        assertThat(strictInGerman.destination(record("de"), labelled("toxic")).topic())
                .isEqualTo("flagged");
        assertThat(strictInGerman.destination(record("en"), labelled("toxic")).topic())
                .isEqualTo("review");
        assertThat(strictInGerman.destination(record("fr"), labelled("toxic")).topic())
                .isEqualTo("review");
    }

    private SchemaAndValue redacted(String label) {
        return topics.destination(record("en"), labelled(label)).redacted(RECORD);
    }

    private static SinkRecord record(String lang) {
        return new SinkRecord("chat", 0, null, null, null, Map.of("lang", lang, "text", "..."), 0);
    }

    private static Outcome labelled(String label) {
        return new Outcome.Enriched(new Prediction(
                Map.of("label", label, "score", 0.9, "labels", List.of()),
                Origin.of("org/model", "own", Duration.ofMillis(12))));
    }
}
