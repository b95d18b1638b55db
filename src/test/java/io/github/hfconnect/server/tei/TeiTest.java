package io.github.hfconnect.server.tei;

import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeiTest {

    private static ServerApi api(CallSpec spec) {
        return ServerKinds.named("tei").api(spec);
    }

    @Test
    void textsToClassifyAreNestedSoThatTwoAreNoPair() throws IOException {
        ServerApi api = api(ownEndpoint("text-classification"));

        assertThat(api.takesLists()).isTrue();
        assertThat(api.encode(texts("a")).path()).isEqualTo("predict");
        assertThat(body(api.encode(texts("a")))).isEqualTo(json("{\"inputs\":[[\"a\"]],\"truncate\":true}"));
        assertThat(body(api.encode(texts("a", "b"))))
                .isEqualTo(json("{\"inputs\":[[\"a\"],[\"b\"]],\"truncate\":true}"));
    }

    @Test
    void textsToEmbedAreOneList() throws IOException {
        ServerApi api = api(ownEndpoint("feature-extraction"));

        assertThat(api.takesLists()).isTrue();
        assertThat(api.encode(texts("a", "b")).path()).isEqualTo("embed");
        assertThat(body(api.encode(texts("a", "b")))).isEqualTo(json("{\"inputs\":[\"a\",\"b\"],\"truncate\":true}"));
    }

    @Test
    void parametersStandAtTheRoot() throws IOException {
        ServerApi api = api(ownEndpoint("feature-extraction", Map.of("truncate", false, "normalize", true)));
        Input input = new Input(Map.of(Input.MAIN, "a"), Map.of("dimensions", 64, "normalize", false));

        assertThat(body(api.encode(List.of(input))))
                .isEqualTo(json("{\"inputs\":[\"a\"],\"truncate\":false,\"normalize\":false,\"dimensions\":64}"));
    }

    @Test
    void answersAreReadByTheTask() {
        ServerApi api = api(ownEndpoint("text-classification"));
        String answer = "[[{\"score\":0.9,\"label\":\"x\"}],[{\"score\":0.8,\"label\":\"y\"}]]";

        assertThat(api.decode(ok(answer), texts("a", "b"))).hasSize(2);
    }
}
