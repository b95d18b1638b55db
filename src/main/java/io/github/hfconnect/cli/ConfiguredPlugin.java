package io.github.hfconnect.cli;

import io.github.hfconnect.HuggingFaceSinkConnector;
import io.github.hfconnect.HuggingFaceTransform;
import io.github.hfconnect.config.ConfigErrors;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.inference.BatchLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigValue;

/**
 * A plugin of this project with its configuration.
 *
 * @param prefix of its keys in the connector's configuration
 * @param props without the prefix
 * @param validation what REST validation says of them
 * @param parse the configuration; throws a ConfigException where it is invalid
 */
record ConfiguredPlugin(
        String prefix,
        Map<String, String> props,
        Function<Map<String, String>, List<ConfigValue>> validation,
        Function<Map<String, String>, InferenceConfig> parse) {

    static ConfiguredPlugin sink(Map<String, String> props) {
        return new ConfiguredPlugin(
                "", props, all -> new HuggingFaceSinkConnector().validate(all).configValues(), SinkConfig::new);
    }

    static ConfiguredPlugin transform(String prefix, Map<String, String> props) {
        return new ConfiguredPlugin(prefix, props, ConfigErrors::ofTransform, InferenceConfig::new);
    }

    /**
     * The configuration in the domain's types.
     *
     * @throws org.apache.kafka.common.config.ConfigException where it is invalid
     */
    InferenceConfig config() {
        return parse.apply(props);
    }

    /** Whether it is the transform of keys. */
    boolean worksOnKeys() {
        return props.getOrDefault("type", "").equals(HuggingFaceTransform.Key.class.getName());
    }

    /**
     * How it goes about its calls.
     *
     * @param tasks that have something to do
     * @param limits of a call
     */
    CallPlan callPlan(int tasks, BatchLimits limits) {
        Map<String, String> ofTask = new HashMap<>(props);
        ofTask.put(SinkConfig.TASK_COUNT, String.valueOf(tasks));
        InferenceConfig config = parse.apply(ofTask);
        return new CallPlan(
                tasks,
                config.records().cacheEntries(),
                limits,
                config.maxInFlightRequests(),
                config.limits().requestsPerSecond(),
                config.limits().budget());
    }

    /** What is wrong, one line a fault, with the key's name in the connector. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (ConfigValue value : validation.apply(props)) {
            value.errorMessages().forEach(message -> errors.add(prefix + value.name() + ": " + message));
        }
        return errors;
    }

    /** Not the values, which may be secrets. */
    @Override
    public String toString() {
        return "ConfiguredPlugin[" + prefix + "]";
    }
}
