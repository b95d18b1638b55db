package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.sink.ProtocolModel.Broken;
import io.github.hfconnect.sink.ProtocolModel.Search;
import io.github.hfconnect.sink.ProtocolModel.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state that two or three owners and a broker can get into. */
class ProtocolModelTest {

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 2", "2, 3"})
    void noOffsetIsCoveredTwiceOrPassedUncovered(int records, int owners) {
        Search search = new ProtocolModel(records, owners, Set.of()).search();

        assertThat(search.trace()).isEmpty();
        assertThat(search.reached()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(Broken.class)
    void eachBrokenRuleIsFoundOut(Broken rule) {
        Search search = new ProtocolModel(2, 2, Set.of(rule)).search();

        assertThat(search.trace()).as("a way to break the promise").isNotEmpty();
    }

    /** The model is about this code: real writers go the same ways, and end as well as they may wherever the model leaves them. */
    @ParameterizedTest
    @CsvSource({"1, 2, 10000", "2, 2, 300"})
    void realWritersDoAsTheModelDoes(int records, int owners, int atMost) throws InterruptedException {
        List<List<State>> ways = new ArrayList<>(
                new ProtocolModel(records, owners, Set.of()).search().ways());
        Collections.shuffle(ways, new Random(1));
        for (List<State> way : ways.subList(0, Math.min(atMost, ways.size()))) {
            try (ProtocolReplay replay = new ProtocolReplay(way.get(0))) {
                for (State state : way.subList(1, way.size())) {
                    replay.step(state);
                }
                replay.goOnFreely();
            }
        }
    }

    /** What is never stuck gets to the end, wherever it has been interrupted. */
    @Test
    void fromEveryStateEverythingCanStillBeWritten() {
        ProtocolModel model = new ProtocolModel(2, 2, Set.of());
        Set<State> reached = model.search().reached().keySet();

        Set<State> finishing = new HashSet<>();
        reached.stream().filter(state -> state.committed() == 2).forEach(finishing::add);
        boolean grown = true;
        while (grown) {
            grown = reached.stream()
                    .filter(state -> !finishing.contains(state))
                    .filter(state -> model.successors(state).stream().anyMatch(finishing::contains))
                    .toList()
                    .stream()
                    .map(finishing::add)
                    .reduce(false, Boolean::logicalOr);
        }

        assertThat(finishing).isEqualTo(reached);
    }
}
