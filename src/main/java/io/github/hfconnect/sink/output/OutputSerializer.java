package io.github.hfconnect.sink.output;

import io.github.hfconnect.config.ConverterSettings;
import io.github.hfconnect.record.HeaderBytes;
import io.github.hfconnect.record.WrittenTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/** From Connect's data to bytes; key, headers and timestamp stay those of the record. For one thread: converters promise no more. */
public final class OutputSerializer implements AutoCloseable {

    private final @Nullable Converter keyConverter;
    private final Converter jsonConverter;
    private final Converter valueConverter;
    private final HeaderBytes headerBytes = new HeaderBytes();
    private final @Nullable DirectJson directJson;

    /**
     * A serializer.
     *
     * @param keyConverter as configured, or null where keys are to stay what they are as far as can be seen: bytes as they
     *     are, Structs and Maps as JSON, all else as text
     * @param jsonConverter schemaless JSON, for such keys
     * @param writesJson whether the values' converter is Connect's for JSON, and writes no schemas
     */
    public OutputSerializer(
            @Nullable Converter keyConverter, Converter jsonConverter, Converter valueConverter, boolean writesJson) {
        this.directJson = writesJson ? new DirectJson() : null;
        this.keyConverter = keyConverter;
        this.jsonConverter = jsonConverter;
        this.valueConverter = valueConverter;
    }

    /** The record as it is to be written; a null value is a tombstone whatever the converter makes of it. */
    ProducerRecord<byte[], byte[]> serialize(String topic, SinkRecord record, SchemaAndValue value) {
        RecordHeaders headers = headers(topic, record);
        SchemaIdHeaders.removeOfValue(headers);
        if (writesAnew(record.key())) {
            SchemaIdHeaders.removeOfKey(headers);
        }
        Header[] brought = headers.toArray();
        byte[] newValue = value.value() == null ? null : value(topic, headers, value);
        byte[] key = key(topic, headers, record);
        replaceBrought(headers, brought);
        return new ProducerRecord<>(topic, null, WrittenTime.of(record.timestamp()), key, newValue, headers);
    }

    private byte @Nullable [] value(String topic, RecordHeaders headers, SchemaAndValue value) {
        byte[] direct = directJson == null || value.schema() != null ? null : directJson.of(value.value());
        return direct == null ? valueConverter.fromConnectData(topic, headers, value.schema(), value.value()) : direct;
    }

    /**
     * What a converter has written takes the place of what the record brought along under that name: Apicurio's converters keep
     * the id of a schema in a header, and the one that came is that of the record as it was.
     */
    private static void replaceBrought(RecordHeaders headers, Header[] brought) {
        if (brought.length == 0) {
            return;
        }
        Set<Header> same = Collections.newSetFromMap(new IdentityHashMap<>());
        same.addAll(List.of(brought));
        List<Header> written = Stream.of(headers.toArray())
                .filter(header -> !same.contains(header))
                .toList();
        written.forEach(header -> headers.remove(header.key()));
        written.forEach(headers::add);
    }

    /** The class of the converter that values are written with. */
    String valueConverter() {
        return valueConverter.getClass().getName();
    }

    private RecordHeaders headers(String topic, SinkRecord record) {
        RecordHeaders headers = new RecordHeaders();
        record.headers().forEach(header -> headers.add(header.key(), headerBytes.of(topic, header)));
        return headers;
    }

    private boolean writesAnew(@Nullable Object key) {
        return keyConverter != null || !(key instanceof byte[] || key instanceof ByteBuffer);
    }

    private byte @Nullable [] key(String topic, RecordHeaders headers, SinkRecord record) {
        Object key = record.key();
        if (keyConverter != null) {
            return keyConverter.fromConnectData(topic, headers, record.keySchema(), key);
        }
        if (key == null || key instanceof byte[]) {
            return (byte[]) key;
        }
        if (key instanceof ByteBuffer bytes) {
            return Utils.toArray(bytes);
        }
        boolean hasFields = key instanceof Struct || key instanceof Map;
        return hasFields
                ? jsonConverter.fromConnectData(topic, record.keySchema(), key)
                : key.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Converters that have begun something of their own end it. */
    @Override
    public void close() {
        if (keyConverter != null) {
            ConverterSettings.close(keyConverter);
        }
        ConverterSettings.close(jsonConverter);
        ConverterSettings.close(valueConverter);
    }
}
