package io.github.hfconnect.server.openai;

import io.github.hfconnect.schema.AnswerSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an OpenAI-style server wants to be told the schema of an answer. A kind that wants it in yet another way brings its own. */
@FunctionalInterface
public interface ResponseFormat {

    /**
     * {@code {"type": "json_schema", "json_schema": {"name", "schema", "strict"}}}: OpenAI itself, and with it vLLM ({@code
     * engine/protocol.py}), Ollama ({@code openai/openai.go}) and most providers.
     */
    ResponseFormat OPENAI = schema -> {
        Map<String, Object> named = new LinkedHashMap<>();
        // OpenAI wants a name; it means nothing.
        named.put("name", "answer");
        named.put("schema", schema.json());
        named.put("strict", schema.isStrict());
        return ordered("json_schema", "json_schema", named);
    };

    /**
     * {@code {"type": "json_object", "value"}}: text-generation-inference 3.3.6 ({@code router/src}, one type for this and for
     * {@code grammar}), also where hf-inference runs it; huggingface_hub 1.29 rewrites OpenAI's form to this one.
     */
    ResponseFormat TGI = schema -> ordered("json_object", "value", schema.json());

    /** {@code {"type": "json_schema", "schema"}}: Together (written in the official client {@code @huggingface/inference} 4.13.30). */
    ResponseFormat TOGETHER = schema -> ordered("json_schema", "schema", schema.json());

    /** The value of {@code response_format}. */
    Map<String, Object> of(AnswerSchema schema);

    /**
     * What a provider behind the router wants.
     *
     * @param provider null where the router chooses
     */
    static ResponseFormat behindRouter(@Nullable String provider) {
        if ("together".equals(provider)) {
            return TOGETHER;
        }
        return "hf-inference".equals(provider) ? TGI : OPENAI;
    }

    private static Map<String, Object> ordered(String type, String name, Object value) {
        Map<String, Object> format = new LinkedHashMap<>();
        format.put("type", type);
        format.put(name, value);
        return format;
    }
}
