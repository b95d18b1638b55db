package io.github.hfconnect;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.config.PluginVersion;
import io.github.hfconnect.transform.RecordEnricher;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model about each record and puts the answer into it. Connect hands a transform one record at a time, so that
 * each makes a call of its own and waits for it; where there are many records, the sink is far faster.
 *
 * @param <R> source or sink records
 */
public abstract class HuggingFaceTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    /** The keys of both variants. */
    public static final ConfigDef CONFIG_DEF = InferenceConfig.CONFIG_DEF;

    private @Nullable RecordEnricher enricher;

    /** For its two variants. */
    protected HuggingFaceTransform() {}

    @Override
    public void configure(Map<String, ?> props) {
        enricher = RecordEnricher.open(new InferenceConfig(props), getClass());
    }

    @Override
    public @Nullable R apply(R record) {
        RecordEnricher ready = Objects.requireNonNull(enricher, "not configured");
        if (operatingValue(record) == null) {
            ready.pass();
            return record;
        }
        return ready.enrich(record, new SchemaAndValue(operatingSchema(record), operatingValue(record)))
                .map(enriched -> newRecord(record, enriched))
                .orElse(null);
    }

    @Override
    public String version() {
        return PluginVersion.get();
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    @Override
    public void close() {
        if (enricher != null) {
            enricher.close();
        }
    }

    abstract @Nullable Schema operatingSchema(R record);

    abstract @Nullable Object operatingValue(R record);

    abstract R newRecord(R record, SchemaAndValue enriched);

    /**
     * Enriches the key.
     *
     * @param <R> source or sink records
     */
    public static final class Key<R extends ConnectRecord<R>> extends HuggingFaceTransform<R> {

        @Override
        @Nullable
        Schema operatingSchema(R record) {
            return record.keySchema();
        }

        @Override
        @Nullable
        Object operatingValue(R record) {
            return record.key();
        }

        @Override
        R newRecord(R record, SchemaAndValue enriched) {
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    enriched.schema(),
                    enriched.value(),
                    record.valueSchema(),
                    record.value(),
                    record.timestamp(),
                    record.headers());
        }
    }

    /**
     * Enriches the value.
     *
     * @param <R> source or sink records
     */
    public static final class Value<R extends ConnectRecord<R>> extends HuggingFaceTransform<R> {

        @Override
        @Nullable
        Schema operatingSchema(R record) {
            return record.valueSchema();
        }

        @Override
        @Nullable
        Object operatingValue(R record) {
            return record.value();
        }

        @Override
        R newRecord(R record, SchemaAndValue enriched) {
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    record.keySchema(),
                    record.key(),
                    enriched.schema(),
                    enriched.value(),
                    record.timestamp(),
                    record.headers());
        }
    }
}
