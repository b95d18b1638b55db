package io.github.hfconnect.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The value of a task parameter, as people write it in a configuration. */
public final class ParameterValue {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Object.class);

    private ParameterValue() {}

    /** The JSON value where the text is JSON (text, number, boolean, list or map), otherwise the text itself. */
    public static Object parse(String text) {
        try {
            Object value = READER.readValue(text);
            return value == null ? text : value;
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
