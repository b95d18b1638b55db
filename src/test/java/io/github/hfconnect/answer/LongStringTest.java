package io.github.hfconnect.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How long an answer may be is decided by its bytes, before it is read: a video in base64 is one long string. */
class LongStringTest {

    /** Jackson's own limit is 20 million characters. */
    private static final int LENGTH = 25_000_000;

    @Test
    void stringMayBeAsLongAsTheAnswer() throws Exception {
        assertThat(Json.tree(video()).path("b64_json").textValue().length()).isEqualTo(LENGTH);
    }

    @Test
    void soMayOneThatIsReadAsAStream() throws Exception {
        try (JsonParser parser = Json.parser(video())) {
            parser.nextToken();
            parser.nextToken();
            parser.nextToken();

            assertThat(parser.getText().length()).isEqualTo(LENGTH);
        }
    }

    private static byte[] video() {
        return ("{\"b64_json\":\"" + "A".repeat(LENGTH) + "\"}").getBytes(StandardCharsets.US_ASCII);
    }
}
