package io.github.hfconnect.config.keys;

import io.github.hfconnect.cache.Asked;
import io.github.hfconnect.config.value.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/**
 * The keys that decide what is answered to an input: who shares answers has to agree in all of them. Where a model is named, it is the
 * same wherever it runs; an endpoint that is named alone is what answers.
 */
final class AnswerSettings {

    private static final List<String> KEYS = List.of(
            ModelKeys.PROVIDER,
            ModelKeys.SYSTEM_PROMPT,
            ModelKeys.RESPONSE_SCHEMA,
            ModelKeys.LABELS,
            EndpointKeys.API,
            PredictionKeys.POOLING,
            PredictionKeys.FETCH);

    private static final List<String> FAMILIES = List.of("custom.", Parameters.PREFIX);

    private AnswerSettings() {}

    static Asked of(AbstractConfig values) {
        Map<String, String> settings = new TreeMap<>();
        KEYS.forEach(key -> put(settings, key, values.values().get(key)));
        FAMILIES.forEach(
                family -> values.originalsWithPrefix(family, false).forEach((key, value) -> put(settings, key, value)));
        String model = values.getString(ModelKeys.MODEL);
        if (model == null) {
            put(settings, EndpointKeys.URLS, values.getList(EndpointKeys.URLS));
        }
        if (VectorKeys.keepsSignsOnly(values)) {
            put(settings, VectorKeys.TYPE, values.getString(VectorKeys.TYPE));
        }
        return new Asked(values.getString(ModelKeys.TASK), model, settings);
    }

    private static void put(Map<String, String> settings, String key, @Nullable Object value) {
        if (value != null) {
            settings.put(key, Objects.toString(value));
        }
    }
}
