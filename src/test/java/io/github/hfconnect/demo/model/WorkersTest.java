package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final MiniLm MINI_LM = MiniLm.shared();

    private final CountDownLatch mayFinish = new CountDownLatch(1);
    private final CountDownLatch started = new CountDownLatch(1);
    private final Workers workers = new Workers(2, 3, new CallStatistics());

    @AfterEach
    void close() {
        mayFinish.countDown();
        workers.close();
    }

    @Test
    void resultsComeInTheOrderOfTheSequences() {
        assertThat(workers.infer(new TokenCount(), texts("one two three", "one", "one two"), true))
                .extracting(Inferred::result)
                .containsExactly(5, 3, 4);
    }

    @Test
    void whatFindsNoRoomIsTurnedAwayAndWhatIsInsideIsFinished() throws InterruptedException {
        var inside = CompletableFuture.supplyAsync(() -> workers.infer(new Blocking(), texts("a", "b"), true));
        started.await();

        assertThatThrownBy(() -> workers.infer(new TokenCount(), texts("c", "d"), true))
                .isInstanceOf(OverloadedException.class);
        mayFinish.countDown();
        assertThat(inside.join()).hasSize(2);
        assertThat(workers.infer(new TokenCount(), texts("c", "d", "e"), true)).hasSize(3);
    }

    @Test
    void aFailedCallGivesItsRoomBack() {
        List<Sequence> tooLong = texts("fine", "word ".repeat(600));

        assertThatThrownBy(() -> workers.infer(new TokenCount(), tooLong, false))
                .isInstanceOfSatisfying(
                        TooManyTokensException.class, e -> assertThat(e.tokens).isEqualTo(602));
        assertThat(workers.infer(new TokenCount(), texts("a", "b", "c"), false)).hasSize(3);
    }

    private static List<Sequence> texts(String... texts) {
        return Stream.of(texts).map(Sequence::of).toList();
    }

    private static class TokenCount implements SequenceModel<Integer> {

        @Override
        public Tokens tokens(Sequence sequence) {
            return MINI_LM.tokens(sequence);
        }

        @Override
        public Tokens truncatedTokens(Sequence sequence) {
            return MINI_LM.truncatedTokens(sequence);
        }

        @Override
        public Integer infer(Tokens tokens) {
            return tokens.count();
        }
    }

    private final class Blocking extends TokenCount {

        @Override
        public Integer infer(Tokens tokens) {
            started.countDown();
            try {
                mayFinish.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return super.infer(tokens);
        }
    }
}
