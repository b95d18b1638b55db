package io.github.hfconnect.cli;

import io.github.hfconnect.config.ConverterSettings;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/** JSON as Connect's own schemaless converter reads and writes it, so that data is here what it is in a worker. */
final class JsonLines {

    private static final Converter JSON = ConverterSettings.SCHEMALESS_JSON.open(false);

    private JsonLines() {}

    /**
     * Reads a JSON value.
     *
     * @throws DataException where it is none
     */
    static @Nullable Object parse(String text) {
        return JSON.toConnectData("", text.getBytes(StandardCharsets.UTF_8)).value();
    }

    static String format(SchemaAndValue data) {
        byte[] bytes = JSON.fromConnectData("", data.schema(), data.value());
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Why something is no JSON: the converter's own message does not say. */
    static String reason(DataException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
