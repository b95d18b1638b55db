package io.github.hfconnect.samples;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Which task is served by which kind of server, written down from what the servers document and not from the code. That
 * each of them works is what {@link SamplesTest} shows.
 */
class ServedTasksTest {

    private static final Map<String, Set<String>> SERVED = table("""
            audio-classification           huggingface
            audio-to-audio                 huggingface
            audio-text-to-text             openai vllm sglang
            automatic-speech-recognition   huggingface vllm sglang openai together
            chat-completion                vllm sglang openai tgi together evolink
            depth-estimation               huggingface
            document-question-answering    huggingface
            feature-extraction             huggingface tei vllm sglang openai together
            fill-mask                      huggingface
            image-classification           huggingface
            image-segmentation             huggingface
            image-text-to-text             openai vllm sglang tgi together
            image-to-image                 huggingface
            image-to-text                  huggingface
            image-to-video                 huggingface
            mask-generation                huggingface
            multi-vector-embedding         tei vllm
            object-detection               huggingface
            question-answering             huggingface
            sentence-similarity            huggingface tei vllm
            sparse-embedding               tei vllm
            summarization                  huggingface
            table-question-answering       huggingface
            tabular-classification         huggingface
            tabular-regression             huggingface
            text-classification            huggingface tei vllm sglang openai
            text-generation                huggingface vllm sglang openai tgi together
            text-ranking                   huggingface tei vllm sglang openai
            text-to-audio                  huggingface
            text-to-image                  huggingface vllm sglang openai together evolink
            text-to-speech                 huggingface vllm openai together
            text-to-video                  huggingface evolink
            token-classification           huggingface
            translation                    huggingface
            video-classification           huggingface
            video-text-to-text             openai vllm sglang
            visual-question-answering      huggingface
            zero-shot-classification       huggingface
            zero-shot-image-classification huggingface
            zero-shot-object-detection     huggingface
            """);

    /** What servers do besides and the plugin cannot ask for yet; each leaves this table when it can. */
    private static final Map<String, Set<String>> MISSING = Map.of("text-to-audio", Set.of("evolink"));

    private static Map<String, Set<String>> table(String rows) {
        return rows.lines()
                .map(row -> row.split(" +"))
                .collect(toMap(
                        cells -> cells[0],
                        cells -> new TreeSet<>(Arrays.asList(cells).subList(1, cells.length)),
                        (one, other) -> one,
                        TreeMap::new));
    }

    @Test
    void everyTaskIsServedByTheKindsThatCanDoIt() {
        Map<String, Set<String>> served = new TreeMap<>();
        for (String task : Tasks.names()) {
            served.put(task, new TreeSet<>(ServerKinds.serving(Tasks.named(task))));
        }

        assertThat(served).isEqualTo(SERVED);
    }

    @Test
    void whatIsMissingIsMissing() {
        MISSING.forEach((task, kinds) ->
                assertThat(ServerKinds.serving(Tasks.named(task))).as(task).doesNotContainAnyElementsOf(kinds));
    }

    @Test
    void everyKindIsWrittenDown() {
        Set<String> kinds = new HashSet<>();
        SERVED.values().forEach(kinds::addAll);

        assertThat(kinds).isEqualTo(Set.copyOf(ServerKinds.names()));
    }
}
