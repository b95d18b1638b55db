package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RT @bob: look https://example.org/x?y=1 NOW | look now",
                "noooooo!!!! | noo!!",
                "tea &amp; cake &#128514; | tea cake",
                "gg [SEPA] wp | gg wp",
                "PARTY | party",
                "@bob | ''"
            })
    void marksAndStretchingAreTakenOut(String text, String cleaned) {
        assertThat(ChatText.clean(text)).isEqualTo(cleaned);
    }
}
