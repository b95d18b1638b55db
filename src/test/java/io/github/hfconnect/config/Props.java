package io.github.hfconnect.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configurations as users write them. */
final class Props {

    private Props() {}

    /** A transform against an own endpoint, with further keys and values in turn. */
    static Map<String, String> transform(@Nullable String... more) {
        return with(Map.of("task", "text-classification", "endpoint.urls", "http://127.0.0.1:8080"), more);
    }

    /** A transform through the router. */
    static Map<String, String> router(@Nullable String... more) {
        return with(Map.of("task", "text-classification", "model", "org/name", "token", "hf_secret"), more);
    }

    /** A sink against an own endpoint. */
    static Map<String, String> sink(@Nullable String... more) {
        return with(
                Map.of(
                        "topics",
                        "chat",
                        "task",
                        "text-classification",
                        "endpoint.urls",
                        "http://127.0.0.1:8080",
                        "output.bootstrap.servers",
                        "127.0.0.1:9092"),
                more);
    }

    private static Map<String, String> with(Map<String, String> base, @Nullable String... more) {
        Map<String, String> props = new HashMap<>(base);
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        return props;
    }

    static Map<String, String> without(Map<String, String> props, String key) {
        props.remove(key);
        return props;
    }
}
