package io.github.hfconnect.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Part;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceNumbersTest {

    @Test
    void aNewDocumentIsNumberedInOrder() {
        assertThat(numbers(parts("abc"), DocumentState.NONE)).containsExactly(0, 1, 2);
    }

    @Test
    void whatIsUnchangedKeepsItsNumberWhereverItMoves() {
        DocumentState before = DocumentState.of(0, parts("abcd"));

        assertThat(numbers(parts("abxcd"), before)).containsExactly(0, 1, 4, 2, 3);
        assertThat(numbers(parts("dcba"), before)).containsExactly(3, 2, 1, 0);
        assertThat(numbers(parts("bcd"), before)).containsExactly(1, 2, 3);
    }

    @Test
    void whatIsNewTakesTheLowestNumberThatIsFree() {
        DocumentState before = DocumentState.of(0, parts("abcd"));

        assertThat(numbers(parts("axcd"), before)).containsExactly(0, 1, 2, 3);
        assertThat(numbers(parts("xyd"), before)).containsExactly(0, 1, 3);
    }

    @Test
    void equalPiecesHaveANumberEach() {
        DocumentState before = DocumentState.of(0, parts("aab"));

        assertThat(numbers(parts("aaab"), before)).containsExactly(0, 1, 3, 2);
        assertThat(numbers(parts("ba"), before)).containsExactly(2, 1);
    }

    /** Numbers without a piece are no pieces to take away. */
    @Test
    void aNumberThatHasBecomeFreeIsRemembered() {
        DocumentState before = DocumentState.of(0, parts("abc"));
        DocumentState after = DocumentState.of(0, PieceNumbers.of(parts("ac"), before));

        assertThat(after.numbers()).containsExactly(0, 2);
        assertThat(numbers(parts("acx"), after)).containsExactly(0, 2, 1);
    }

    private static List<Integer> numbers(List<Part> parts, DocumentState before) {
        return PieceNumbers.of(parts, before).stream().map(Part::number).toList();
    }

    private static List<Part> parts(String letters) {
        List<Part> parts = new ArrayList<>();
        for (int index = 0; index < letters.length(); index++) {
            String text = letters.substring(index, index + 1);
            parts.add(new Part("doc", index, index, letters.length(), 0, 1, text, DocumentState.hash(text), null));
        }
        return parts;
    }
}
