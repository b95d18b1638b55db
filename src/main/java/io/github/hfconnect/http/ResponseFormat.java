package io.github.hfconnect.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the different OpenAI-style servers want to be told the schema of an answer. */
enum ResponseFormat {
    /** OpenAI itself, and with it vLLM, llama.cpp, Ollama and most providers. */
    OPENAI {
        @Override
        Map<String, Object> of(AnswerSchema schema) {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("name", NAME);
            named.put("schema", schema.json());
            named.put("strict", schema.isStrict());
            return ordered("json_schema", "json_schema", named);
        }
    },
    /** Text Generation Inference, also where hf-inference runs it. */
    TGI {
        @Override
        Map<String, Object> of(AnswerSchema schema) {
            return ordered("json_object", "value", schema.json());
        }
    },
    TOGETHER {
        @Override
        Map<String, Object> of(AnswerSchema schema) {
            return ordered("json_schema", "schema", schema.json());
        }
    };

    /** OpenAI wants one; it means nothing. */
    private static final String NAME = "answer";

    /** The value of {@code response_format}. */
    abstract Map<String, Object> of(AnswerSchema schema);

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
