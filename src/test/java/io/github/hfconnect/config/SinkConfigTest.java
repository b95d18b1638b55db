package io.github.hfconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.config.value.Linger;
import io.github.hfconnect.config.value.OutagePolicy;
import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.inference.BatchLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkConfigTest {

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        SinkConfig config = new SinkConfig(Props.sink());

        assertThat(config.batchLimits()).isEqualTo(new BatchLimits(32, 1_000_000));
        assertThat(config.linger()).isEqualTo(new Linger(Duration.ofMillis(5), true));
        assertThat(config.maxInFlightRequests()).isEqualTo(16);
        assertThat(config.maxInFlightRecords()).isEqualTo(5000);
        assertThat(config.endpoints().http().maxConcurrentCalls()).isEqualTo(16);
        assertThat(config.onOutage()).isEqualTo(OutagePolicy.WAIT);
        assertThat(config.output().topic()).isEqualTo("${topic}.enriched");
        assertThat(config.output().order()).isEqualTo(OutputOrder.PARTITION);
        assertThat(config.output().headers()).isFalse();
        assertThat(config.output().partitions()).isEqualTo(-1);
        assertThat(config.output().replicationFactor()).isEqualTo((short) -1);
        assertThat(config.routes()).isEmpty();
        assertThat(config.output().keyConverter()).isEmpty();
        assertThat(config.output().valueConverter()).isEqualTo(ConverterSettings.SCHEMALESS_JSON);
    }

    @Test
    void numberIsALingerWhateverElseIsUnderWay() {
        assertThat(new SinkConfig(Props.sink("batch.linger.ms", "7")).linger())
                .isEqualTo(Linger.of(Duration.ofMillis(7)));
        assertThatThrownBy(() -> new SinkConfig(Props.sink("batch.linger.ms", "-1")))
                .hasMessageContainingAll("batch.linger.ms", "auto");
    }

    /** A call that leaves early would be one more. */
    @ParameterizedTest
    @ValueSource(strings = {"rate.limit.requests.per.second", "budget.max.requests", "price.request"})
    void whereRequestsAreCountedOrPaidForTheyAlwaysGather(String key) {
        assertThat(new SinkConfig(Props.sink(key, "1000")).linger()).isEqualTo(Linger.of(Duration.ofMillis(5)));
    }

    @Test
    void producerSettingsAreHandedOn() {
        SinkConfig config = new SinkConfig(Props.sink("output.producer.linger.ms", "7"));

        assertThat(config.output().client()).isEqualTo(Map.of("bootstrap.servers", "127.0.0.1:9092", "linger.ms", "7"));
    }

    /** One that can be made. */
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    @Test
    void convertersAreTheConnectorsOwnUnlessTheOutputHasItsOwn() {
        SinkConfig own = new SinkConfig(Props.sink(
                "key.converter", "a.KeyConverter",
                "value.converter", "a.AvroConverter",
                "value.converter.schema.registry.url", "http://registry"));
        SinkConfig output = new SinkConfig(Props.sink(
                "value.converter", "a.AvroConverter",
                "output.value.converter", JSON,
                "output.value.converter.x", "y"));

        assertThat(own.output().keyConverter()).contains(new ConverterSettings("a.KeyConverter", Map.of()));
        assertThat(own.output().valueConverter())
                .isEqualTo(new ConverterSettings("a.AvroConverter", Map.of("schema.registry.url", "http://registry")));
        assertThat(output.output().valueConverter()).isEqualTo(new ConverterSettings(JSON, Map.of("x", "y")));
    }

    @Test
    void keysThatAreNullAreNotSet() {
        Map<String, String> props = Props.sink(
                "model",
                null,
                "value.converter",
                "a.AvroConverter",
                "value.converter.x",
                null,
                "parameters.top_k",
                null);

        SinkConfig config = new SinkConfig(props);

        assertThat(config.output().valueConverter()).isEqualTo(new ConverterSettings("a.AvroConverter", Map.of()));
        assertThat(config.callSpec().parameters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.kafka.connect.storage.StringConverter",
        "org.apache.kafka.connect.converters.ByteArrayConverter",
        "org.apache.kafka.connect.converters.LongConverter",
        "StringConverter",
        "String",
        "ByteArray"
    })
    void aConverterThatCannotWritePredictionsIsPassedOver(String converter) {
        SinkConfig config = new SinkConfig(Props.sink("value.converter", converter));

        assertThat(config.output().valueConverter()).isEqualTo(ConverterSettings.SCHEMALESS_JSON);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch.max.records        | 0            | at least 1",
                "max.in.flight.requests   | 0            | at least 1",
                "on.outage                | sleep        | wait, dead-letter, fail",
                "output.topic             | a b          | topic name",
                "output.topic             | ${table}.x   | ${topic}",
                "output.topic.partitions  | 0            | at least 1",
                "output.order             | key          | partition, none",
                "delivery.guarantee       | maybe        | at-least-once, exactly-once",
                "output.headers           | maybe        | true or false",
            })
    void invalidValuesAreNamedWithTheirRemedy(String key, String value, String remedy) {
        assertThatThrownBy(() -> new SinkConfig(Props.sink(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value)
                .hasMessageContaining(remedy);
    }

    @Test
    void theOutputClusterIsRequired() {
        assertThatThrownBy(() -> new SinkConfig(Props.without(Props.sink(), "output.bootstrap.servers")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("output.bootstrap.servers");
    }

    @ParameterizedTest
    @CsvSource({
        "topics, chat, ${topic}",
        "topics, 'a, b', b",
        "topics, 'a, a.enriched', ${topic}.enriched",
        "topics.regex, chat.*, ${topic}.enriched",
        "topics.regex, '(chat|mail)-.+', ${topic}.enriched",
        "topics.regex, chat, chat",
        "topics.regex, '[a-z]+', out",
        "topics.regex, .*, out",
    })
    void anOutputTopicThatIsAlsoAnInputTopicIsRefused(String key, String inputs, String output) {
        Map<String, String> props = Props.without(Props.sink("output.topic", output), "topics");
        props.put(key, inputs);

        assertThatThrownBy(() -> new SinkConfig(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("output.topic")
                .hasMessageContaining("also an input topic");
    }

    @ParameterizedTest
    @CsvSource({"chat-[0-9]+, ${topic}.enriched", "chat, ${topic}.enriched", "in\\..*, out", "(, out"})
    void otherOutputTopicsAreFine(String regex, String output) {
        Map<String, String> props = Props.without(Props.sink("output.topic", output), "topics");
        props.put("topics.regex", regex);

        assertThat(new SinkConfig(props).output().topic()).isEqualTo(output);
    }

    @Test
    void theSinkHasConnectsDeadLetterQueueInPlaceOfItsOwn() {
        assertThatThrownBy(() -> new SinkConfig(Props.sink("on.failure", "dead-letter")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("on.failure", "errors.deadletterqueue.topic.name");
    }

    @Test
    void autoCommitIsRefusedBecauseItLosesRecords() {
        Map<String, String> props = Props.sink("consumer.override.enable.auto.commit", "true");

        assertThatThrownBy(() -> new SinkConfig(props))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("consumer.override.enable.auto.commit");
    }

    @Test
    void faultsBetweenKeysAppearOnTheirKeysInRestValidation() {
        Map<String, String> props =
                Props.sink("input.field", "a", "input.template", "{{a}}", "routes", "bad", "routes.bad.label", "toxic");
        Config config = new Config(SinkConfig.CONFIG_DEF.validate(props));

        SinkConfig.addCrossKeyErrors(props, config);

        assertThat(errors(config, "input.template")).hasSize(1);
        assertThat(errors(config, "routes.bad.topic")).hasSize(1);
        assertThat(errors(config, "task")).isEmpty();
    }

    @Test
    void aHeaderWithALineBreakIsToldByRestValidation() {
        Map<String, String> props = Props.sink("headers.X-Key", "sEcReT\r\nX-Injected: 1");
        Config config = new Config(SinkConfig.CONFIG_DEF.validate(props));

        SinkConfig.addCrossKeyErrors(props, config);

        assertThat(config.configValues())
                .flatExtracting(ConfigValue::errorMessages)
                .anySatisfy(error -> assertThat(error).contains("`headers.X-Key`", "line break"))
                .noneSatisfy(error -> assertThat(error).contains("sEcReT"));
    }

    @Test
    void aKeyThatIsInvalidByItselfIsToldOnce() {
        Map<String, String> props = Props.sink("task", "nonsense");
        Config config = new Config(SinkConfig.CONFIG_DEF.validate(props));

        SinkConfig.addCrossKeyErrors(props, config);

        assertThat(errors(config, "task")).hasSize(1);
    }

    private static List<String> errors(Config config, String key) {
        return config.configValues().stream()
                .filter(value -> value.name().equals(key))
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void namesThatAvroCannotSpellAreToldBeforeACallIsPaidFor() {
        String avro = "io.confluent.connect.avro.AvroConverter";
        String schema = "{\"type\": \"object\", \"properties\": {\"line-items\": {\"type\": \"string\"}}}";
        Map<String, String> props = Props.sink(
                "task",
                "chat-completion",
                "endpoint.api",
                "openai",
                "response.schema",
                schema,
                "value.converter",
                avro);

        assertThatThrownBy(() -> new SinkConfig(props))
                .hasMessageContaining("output.value.converter")
                .hasMessageContaining(avro)
                .hasMessageContaining("'line-items'")
                .hasMessageContaining("response.schema");

        props.put("value.converter.scrub.invalid.names", "true");
        assertThat(new SinkConfig(props).output().valueConverter().className()).isEqualTo(avro);
    }
}
