package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The scan finds what it looks for. */
class SecretScanTest {

    static final List<String> SECRETS = Planted.ALL;

    @ParameterizedTest
    @FieldSource("SECRETS")
    void eachSecretIsFound(String secret) {
        assertThatThrownBy(() -> SecretScan.assertNoSecret("a line", Stream.of("harmless", "x=" + secret + "!")))
                .isInstanceOf(AssertionError.class);
    }
}
