package io.github.hfconnect.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.bench.endpoint.OwnComponent;
import io.github.hfconnect.bench.record.EnrichedVector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VectorWireTest {

    private static final float[][] VECTORS = {{0.5f, 2}, {-1, 0.1f}};

    @Test
    void answersAreReadIntoFloats() throws IOException {
        assertThat(VectorWire.TEI.vectors(ascii("[[0.5,2],[-1,0.1]]"), 2)).isDeepEqualTo(VECTORS);
        assertThat(VectorWire.FLOATS.vectors(
                        ascii("{\"data\":[{\"index\":0,\"embedding\":[0.5,2.0]},{\"index\":1,\"embedding\":[-1.0,"
                                + "0.10000000149011612]}],\"usage\":{\"prompt_tokens\":4}}"),
                        2))
                .isDeepEqualTo(VECTORS);
        assertThat(VectorWire.BASE64.vectors(
                        ascii("{\"data\":[{\"index\":0,\"embedding\":\"AAAAPwAAAEA=\"},"
                                + "{\"index\":1,\"embedding\":\"AACAv83MzD0=\"}]}"),
                        2))
                .isDeepEqualTo(VECTORS);
    }

    @Test
    void whatIsMissingIsNotCounted() throws IOException {
        assertThat(VectorWire.TEI.read(ascii("[[0.5,2]]"), 2)).isEqualTo(1);
    }

    @Test
    void aBodyIsThePlugins() throws IOException {
        assertThat(new ObjectMapper().readTree(VectorWire.BASE64.body(Stream.of("a b", "c"))))
                .isEqualTo(
                        new ObjectMapper().readTree("{\"input\": [\"a b\", \"c\"], \"encoding_format\": \"base64\"}"));
    }

    @Test
    void aRecordsVectorIsItsOwnOnlyWithItsFirstComponentAndAllOthers() {
        String own = String.valueOf(OwnComponent.of("0-1"));

        assertThat(isOwn("{\"text\":\"0-1 [\",\"prediction\":[" + own + ",1.0E-4,3]}"))
                .isTrue();
        assertThat(isOwn("{\"text\":\"0-1\",\"prediction\":[" + own + ",1.0E-4]}"))
                .isFalse();
        assertThat(isOwn("{\"text\":\"0-1\",\"prediction\":[0.25,1.0E-4,3]}")).isFalse();
        assertThat(isOwn("{\"text\":\"0-1\",\"prediction\":null}")).isFalse();
        assertThat(isOwn("{\"text\":\"0-1\"}")).isFalse();
    }

    private static boolean isOwn(String record) {
        return EnrichedVector.isOwn(ascii("0-1"), ascii(record), 3);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
