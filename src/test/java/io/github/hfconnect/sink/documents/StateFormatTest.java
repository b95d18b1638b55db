package io.github.hfconnect.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFormatTest {

    private static final StateFormat FORMAT = new StateFormat(7);
    private static final DocumentState STATE = DocumentState.of(3, 2, DocumentState.NOT_TOLD, new long[] {-1, 5});

    /** What stands in topics for years. */
    @Test
    void aStateIsAFewBytes() {
        assertThat(HexFormat.of().formatHex(encoded(STATE)))
                .isEqualTo(
                        "f1" + "0000000000000007" + "00000003" + "00000002" + "ffffffffffffffff" + "0000000000000005");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        DocumentState read = FORMAT.decode(encoded(STATE));

        assertThat(read.partition()).isEqualTo(3);
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.hashes()).containsExactly(-1, 5);
        assertThat(DocumentState.unpacked(read.packed()).hashes()).containsExactly(-1, 5);
    }

    @Test
    void whoHasMadeThePiecesStandsBeforeTheirHashes() {
        DocumentState told = STATE.madeBy(Set.of(9L));
        byte[] bytes = encoded(told);

        assertThat(HexFormat.of().formatHex(bytes)).startsWith("f2").contains("0000000000000009" + "ffffffffffffffff");
        for (DocumentState read : List.of(FORMAT.decode(bytes), DocumentState.unpacked(told.packed()))) {
            assertThat(read.revision()).isEqualTo(9);
            assertThat(read.partition()).isEqualTo(3);
            assertThat(read.count()).isEqualTo(2);
            assertThat(read.hashes()).containsExactly(-1, 5);
        }
        assertThat(new StateFormat(8).decode(bytes).revision()).isEqualTo(DocumentState.NOT_TOLD);
    }

    @Test
    void whatTwoRevisionsHaveMadeIsNotTakenForGranted() {
        DocumentState mixed = STATE.madeBy(Set.of(9L, 10L));

        assertThat(mixed.count()).isEqualTo(2);
        assertThat(mixed.hasNoHashes()).isTrue();
        assertThat(STATE.madeBy(Set.of(9L)).isOfOthersThan(Set.of(9L, 10L))).isFalse();
        assertThat(STATE.madeBy(Set.of(9L)).isOfOthersThan(Set.of(10L))).isTrue();
        assertThat(STATE.isOfOthersThan(Set.of(10L))).isFalse();
    }

    @Test
    void hashesOfOtherSettingsSayNothing() {
        DocumentState read = new StateFormat(8).decode(encoded(STATE));

        assertThat(read.count()).isEqualTo(2);
        assertThat(read.hashes()).isEmpty();
    }

    @Test
    void whatIsNotCertainIsWrittenWithoutHashes() {
        DocumentState read = FORMAT.decode(encoded(STATE.atLeast(5)));

        assertThat(read.count()).isEqualTo(5);
        assertThat(read.partition()).isEqualTo(3);
        assertThat(read.hashes()).isEmpty();
    }

    @Test
    void aDocumentWithoutPiecesIsATombstone() {
        assertThat(FORMAT.encode(DocumentState.NONE)).isNull();
        assertThat(FORMAT.decode(null).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"a\":1}", "text that is longer than any head of a state"})
    void whatSomebodyElseHasWrittenIsRefused(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> FORMAT.decode(bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsCutOffIsRefused() {
        byte[] whole = encoded(STATE);
        for (int length = 0; length < whole.length; length++) {
            // A head without hashes is a whole state, whose hashes are not known.
            if (length == 17) {
                continue;
            }
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> FORMAT.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] encoded(DocumentState state) {
        return Objects.requireNonNull(FORMAT.encode(state));
    }
}
