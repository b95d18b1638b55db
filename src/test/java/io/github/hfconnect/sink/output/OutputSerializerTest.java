package io.github.hfconnect.sink.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.ConverterSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputSerializerTest {

    /** Like Apicurio's, which write the id of a value's schema into a header where they are told to. */
    private static final class HeaderWriting implements Converter {

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {}

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            throw new UnsupportedOperationException("without headers");
        }

        @Override
        public byte[] fromConnectData(String topic, Headers headers, Schema schema, Object value) {
            headers.add("value.schema", new byte[] {'2'});
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            return SchemaAndValue.NULL;
        }
    }

    @Test
    void whatTheConverterSaysInAHeaderTakesThePlaceOfWhatTheRecordBroughtAlong() {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("value.schema", "1").addString("trace", "a").addString("trace", "b");

        assertThat(written(headers, "text")).containsExactly("trace=a", "trace=b", "value.schema=2");
    }

    /** Confluent's consumers of 8.0 look for an id there first, and Apicurio's do, too. */
    @Test
    void whatSaysHowTheBytesThatCameAreReadIsNotSaidOfOthers() {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("__value_schema_id", "1").addString("apicurio.value.globalId", "2");
        headers.addString("__key_schema_id", "3").addString("trace", "a");

        assertThat(written(headers, "text")).containsExactly("trace=a", "value.schema=2");
        assertThat(written(headers, null)).containsExactly("trace=a");
    }

    @Test
    void aKeyThatIsHandedOnAsBytesKeepsWhatSaysHowItIsRead() {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("__key_schema_id", "3");

        assertThat(written(headers, new byte[] {1}, "text")).containsExactly("__key_schema_id=3", "value.schema=2");
    }

    @Test
    void aTombstoneKeepsItsHeaders() {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("value.schema", "1");

        assertThat(written(headers, null)).containsExactly("value.schema=1");
    }

    private static Iterable<String> written(ConnectHeaders headers, @Nullable Object value) {
        return written(headers, "key", value);
    }

    private static Iterable<String> written(ConnectHeaders headers, Object key, @Nullable Object value) {
        Converter json = ConverterSettings.SCHEMALESS_JSON.open(false);
        OutputSerializer serializer = new OutputSerializer(null, json, new HeaderWriting(), false);
        SinkRecord record = new SinkRecord("t", 0, null, key, null, value, 0, null, null, headers);
        Headers all = serializer
                .serialize("t", record, new SchemaAndValue(null, value))
                .headers();
        return StreamSupport.stream(all.spliterator(), false)
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
