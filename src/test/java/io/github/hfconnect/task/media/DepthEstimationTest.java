package io.github.hfconnect.task.media;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Input;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthEstimationTest {

    private static final List<Input> INPUTS = List.of(Input.of(ByteBuffer.wrap(new byte[] {1})));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"error\":\"x\"}",
                "{\"predicted_depth\":[[1.5]]}",
                "{\"depth\":null}",
                "{\"depth\":\"no base64!\"}",
                "<html></html>"
            })
    void anAnswerWithoutAPictureIsMalformed(String json) {
        assertThat(failureOf(() -> new DepthEstimation().read(ok(json), INPUTS)).kind())
                .isEqualTo(MALFORMED);
    }
}
