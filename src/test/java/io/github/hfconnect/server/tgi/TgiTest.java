package io.github.hfconnect.server.tgi;

import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TgiTest {

    @Test
    void aPromptIsPostedToGenerateOneACall() throws IOException {
        ServerApi api = ServerKinds.named("tgi").api(ownEndpoint("text-generation", Map.of("max_new_tokens", 9)));
        ApiRequest request = api.encode(texts("Once"));

        assertThat(api.takesLists()).isFalse();
        assertThat(request.path()).isEqualTo("generate");
        assertThat(body(request)).isEqualTo(json("{\"inputs\":\"Once\",\"parameters\":{\"max_new_tokens\":9}}"));
    }

    @Test
    void theGeneratedTextIsTheAnswer() {
        ServerApi api = ServerKinds.named("tgi").api(ownEndpoint("text-generation"));
        String answer = "{\"generated_text\":\" upon\",\"details\":{\"finish_reason\":\"length\"}}";

        assertThat(api.decode(ok(answer), texts("Once"))).containsExactly(Map.of("text", " upon"));
    }
}
