package io.github.hfconnect.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://router.huggingface.co, router.huggingface.co",
        "http://tei.example:8080/prefix?key=secret, tei.example:8080",
        "https://tei.example:443, tei.example",
        "http://[::1]:8080/, '[::1]:8080'",
        "' http://tei.example ', tei.example"
    })
    void theAliasIsHostAndPort(String url, String alias) {
        Endpoint endpoint = Endpoint.parse(url);

        assertThat(endpoint.alias()).isEqualTo(alias);
        assertThat(endpoint).hasToString(alias);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h, embed, http://h/embed",
        "http://h/, embed, http://h/embed",
        "http://h/a/b, embed, http://h/a/b/embed",
        "http://h/a/b/, embed, http://h/a/b/embed",
        "http://h/a%2Fb?key=x&k, v1/models, http://h/a%2Fb/v1/models?key=x&k",
        "http://h/v1, v1/chat/completions, http://h/v1/chat/completions",
        "http://h/a/v1/?k=x, v1/chat/completions, http://h/a/v1/chat/completions?k=x",
        "http://h/v1/chat/completions, v1/chat/completions, http://h/v1/chat/completions",
        "http://h/v3/openai/chat/completions/, v1/chat/completions, http://h/v3/openai/chat/completions",
        "https://h/v1/images/generations, v1/tasks/t-1, https://h/v1/tasks/t-1",
        "https://h/v1/videos/generations/?k=x, v1/tasks/t-1, https://h/v1/tasks/t-1?k=x",
        "http://h/v1/chat/completions, v1/models, http://h/v1/models",
        "http://h/v1/chat/completions, v1/completions, http://h/v1/completions",
        "http://h/v1/embeddings, v1/embeddings, http://h/v1/embeddings",
        "http://h/openai, v1/embeddings, http://h/openai/v1/embeddings",
        "http://h/v1beta/openai/, v1/chat/completions, http://h/v1beta/openai/chat/completions",
        "http://h/v1beta1/projects/p/endpoints/openapi, v1/chat/completions, http://h/v1beta1/projects/p/endpoints/openapi/chat/completions",
        "http://h/api/v3, v1/embeddings, http://h/api/v3/embeddings",
        "http://h/api/paas/v4/, v1/chat/completions, http://h/api/paas/v4/chat/completions",
        "http://h/v1/openai, v1/models, http://h/v1/openai/models",
        "http://h/v1/moderations, v1/moderations, http://h/v1/moderations",
        "http://h/review, v1/embeddings, http://h/review/v1/embeddings",
        "http://h/v2/review, v1/embeddings, http://h/v2/review/v1/embeddings",
        "http://h/v1, generate, http://h/v1/generate",
        "http://h/a/?key=x, '', http://h/a/?key=x",
        "http://h, hf-inference/models/org/model, http://h/hf-inference/models/org/model",
        "http://h, /classify, http://h/classify",
        "http://h/v1?key=x, /classify, http://h/classify?key=x",
        "http://h/a/v1/, /pooling, http://h/a/pooling",
        "http://h/classify, /classify, http://h/classify",
        "http://h/v1/score, /score, http://h/score",
        "http://h/v1/embeddings, /pooling, http://h/pooling",
        "http://h/classify, v1/models, http://h/v1/models",
        "http://h/v1/score, v1/models, http://h/v1/models",
        "http://h/score, embed, http://h/score/embed",
        "http://h, fal-ai/m?_subdomain=queue, http://h/fal-ai/m?_subdomain=queue",
        "http://h/a?k=x, b/c?task_id=t-1, http://h/a/b/c?k=x&task_id=t-1"
    })
    void aPathIsAppendedToTheBase(String base, String path, String url) {
        assertThat(Endpoint.parse(base).resolve(path)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "h:8080", "ftp://h", "http://", "https:///path", "http://h:99999", "hf_sEcReT"})
    void whatIsNoHttpUrlIsRefused(String url) {
        assertThatThrownBy(() -> Endpoint.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An endpoint URL starts with http:// or https:// and names a host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://sEcReT@h", "https://user:sEcReT@h/", "https://:sEcReT@h"})
    void userInfoIsRefusedWithoutQuotingIt(String url) {
        assertThatThrownBy(() -> Endpoint.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("headers.Authorization")
                .hasMessageNotContaining("sEcReT");
    }

    @Test
    void theRouterIsAnEndpoint() {
        assertThat(Endpoint.ROUTER.resolve("hf-inference/models/org/model"))
                .hasToString("https://router.huggingface.co/hf-inference/models/org/model");
    }
}
