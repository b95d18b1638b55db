package io.github.hfconnect.samples;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.task.catalog.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every task with every server kind: whoever answers, the same prediction comes out. */
class SamplesTest {

    static List<String> tasks() {
        return Tasks.names();
    }

    static List<Exchange> exchanges() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyKindThatServesATaskHasASample(String task) {
        assertThat(Samples.of(task).stream().map(Exchange::kind).collect(toSet()))
                .as("the server kinds and providers that answer in src/test/resources/samples/%s.json", task)
                .isEqualTo(Set.copyOf(Samples.serving(task)));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskThatTakesListsHasASampleOfOne(String task) {
        assertThat(Samples.of(task))
                .allSatisfy(first -> assertThat(Samples.of(task))
                        .as("an answer of %s to a list", first.kind())
                        .anyMatch(other -> !first.api().takesLists()
                                || (other.kind().equals(first.kind())
                                        && other.records().size() > 1)));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void everyAnswerIsReadAsTheSamePrediction(Exchange exchange) {
        assertThat(exchange.request().body()).isNotEmpty();
        assertThat(JsonRecord.json(exchange.values())).isEqualTo(exchange.predictions());
    }

    /** The last answer ends the questions; each of the others leads to one. */
    @ParameterizedTest
    @MethodSource("exchanges")
    void workIsAskedAboutUntilItIsDone(Exchange exchange) {
        List<Exchange.Question> questions = exchange.questions();

        assertThat(exchange.api()
                        .next(
                                exchange.answer(),
                                exchange.inputs(),
                                questions.isEmpty()
                                        ? null
                                        : questions.get(questions.size() - 1).request()))
                .isEmpty();
    }

    @Test
    void thereIsNoSampleOfAnUnknownTask() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "samples"))) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(Tasks.names())
                            .contains(file.getFileName().toString().replace(".json", "")));
        }
    }
}
