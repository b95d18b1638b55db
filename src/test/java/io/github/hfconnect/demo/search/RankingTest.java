package io.github.hfconnect.demo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.hfconnect.demo.search.Ranking.Hit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final List<Float> QUESTION = List.of(1f, 0f);

    @Test
    void theNearestDirectionComesFirstWhateverTheLength() {
        List<SearchPiece> pieces =
                List.of(piece(0, 30f, 40f), piece(1, 0.1f, 0.01f), piece(2, -5f, 0f), piece(3, 0f, 0f));

        List<Hit> hits = Ranking.best(QUESTION, pieces, 3);

        assertThat(hits).extracting(hit -> hit.piece().number()).containsExactly(1, 0, 3);
        assertThat(hits.get(1).score()).isCloseTo(0.6, within(1e-9));
        assertThat(hits.get(2).score()).isZero();
    }

    @Test
    void vectorsOfDifferentSpacesAreNotCompared() {
        List<SearchPiece> pieces = List.of(piece(0, 1f, 2f, 3f));

        assertThatThrownBy(() -> Ranking.best(QUESTION, pieces, 1))
                .hasMessage("Vectors of 2 and of 3 numbers cannot be compared");
    }

    @Test
    void aSentenceCanBeTakenOut() {
        String text = "# Head. Not it.\nOne here. Two there.\nThree";

        assertThat(Sentences.of(text)).containsExactly("One here. ", "Two there.", "Three");
        assertThat(Sentences.without("One here. ", text)).isEqualTo("# Head. Not it.\nTwo there.\nThree");
        assertThatThrownBy(() -> Sentences.without("Four", text)).hasMessageContaining("no such sentence: Four");
    }

    private static SearchPiece piece(int number, Float... vector) {
        return new SearchPiece("a", number, 0, "text", List.of(vector));
    }
}
