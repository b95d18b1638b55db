package io.github.hfconnect;

import io.github.hfconnect.config.PluginVersion;
import io.github.hfconnect.config.PredicateConfig;
import io.github.hfconnect.record.LabelScore;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.transform.PredictionField;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/**
 * True where the prediction in a record's value gives a label at least a certain score, so that any other transform can be
 * applied to some predictions only.
 *
 * @param <R> source or sink records
 */
public final class PredictionMatches<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {

    private PredictionField field = new PredictionField(FieldPath.WHOLE);
    private String label = "";
    private double minScore;

    @Override
    public void configure(Map<String, ?> props) {
        PredicateConfig config = new PredicateConfig(props);
        field = new PredictionField(config.field());
        label = config.label();
        minScore = config.minScore();
    }

    @Override
    public boolean test(R record) {
        return field.in(record.value())
                .flatMap(prediction -> LabelScore.of(prediction, label))
                .filter(found -> found.score() >= minScore)
                .isPresent();
    }

    @Override
    public String version() {
        return PluginVersion.get();
    }

    @Override
    public ConfigDef config() {
        return PredicateConfig.CONFIG_DEF;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
