package io.github.hfconnect.bench.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.bench.peer.LabelWire;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRecordsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"0-0", "7-124999", "3-42"})
    void aRecordIsAHundredCharactersAndBeginsWithItsKey(String key) throws IOException {
        byte[] value = SampleRecords.value(key);

        assertThat(value).hasSize(100);
        assertThat(JSON.readTree(value).path("text").asText())
                .isEqualTo(SampleRecords.text(key))
                .startsWith(key + " ");
    }

    @Test
    void theYardsticksBodyIsThePlugins() throws IOException {
        assertThat(JSON.readTree(LabelWire.PREDICT.body(Stream.of("a b", "c"))))
                .isEqualTo(JSON.readTree("{\"inputs\": [[\"a b\"], [\"c\"]], \"truncate\": true}"));
    }

    @Test
    void aMadeChatRepeatsItselfAsOftenAsTheRealOne() throws IOException {
        ChatLines made = ChatLines.of(ChatLines.made());

        assertThat(made.lines()).hasSize(8_974);
        assertThat(made.distinctTexts()).isEqualTo(6_669);
    }
}
