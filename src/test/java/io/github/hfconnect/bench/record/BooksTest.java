package io.github.hfconnect.bench.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.bench.result.BenchFailedException;
import org.junit.jupiter.api.Test;

class BooksTest {

    private final Books books = new Books(3);

    @Test
    void balanceWhereAllCameOnceAndInOrder() {
        books.enter("0-0", 5, true);
        books.enter("1-0", 5, true);
        books.enter("0-1", 5, true);

        assertThatNoException().isThrownBy(books::check);
    }

    @Test
    void betweenOutputPartitionsNoOrderIsPromised() {
        books.enter("0-2", 5, true);
        books.enter("0-0", 6, true);
        books.enter("0-1", 6, true);

        assertThatNoException().isThrownBy(books::check);
    }

    @Test
    void tellWhatIsMissing() {
        books.enter("0-0", 0, true);

        assertThatThrownBy(books::check).hasMessageContaining("2 missing");
    }

    @Test
    void tellWhatCameTwice() {
        books.enter("0-0", 0, true);
        books.enter("0-1", 0, true);
        books.enter("0-2", 0, true);
        books.enter("0-1", 0, true);

        assertThatThrownBy(books::check).hasMessageContaining("1 duplicated, 0 out of order");
    }

    @Test
    void tellWhatIsOutOfOrderAndWhatGotAnotherPrediction() {
        books.enter("0-1", 0, true);
        books.enter("0-0", 0, true);
        books.enter("0-2", 0, false);

        assertThat(books)
                .hasToString("3 records in: 0 missing, 0 duplicated, 1 out of order, 1 with another's prediction");
        assertThatThrownBy(books::check).isInstanceOf(BenchFailedException.class);
    }
}
