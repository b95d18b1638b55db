package io.github.hfconnect.conformance;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plugin sends what the official client sends, or says why not. */
class ConformanceTest {

    /** Those for which the client has a method, and hf-inference or another provider an address. */
    private static final Set<String> TASKS_OF_THE_CLIENT = Set.of(
            "audio-classification",
            "audio-to-audio",
            "automatic-speech-recognition",
            "chat-completion",
            "document-question-answering",
            "feature-extraction",
            "fill-mask",
            "image-classification",
            "image-segmentation",
            "image-text-to-text",
            "image-to-image",
            "image-to-text",
            "image-to-video",
            "object-detection",
            "question-answering",
            "sentence-similarity",
            "summarization",
            "table-question-answering",
            "tabular-classification",
            "tabular-regression",
            "text-classification",
            "text-generation",
            "text-to-audio",
            "text-to-image",
            "text-to-speech",
            "text-to-video",
            "token-classification",
            "translation",
            "visual-question-answering",
            "zero-shot-classification",
            "zero-shot-image-classification");

    private static final Path PAGE = Path.of("docs", "conformance.md");

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final List<Difference> differences = new ArrayList<>();

    @BeforeEach
    void send() throws InterruptedException, IOException {
        for (OfficialRequest official : OfficialRequest.all()) {
            differences.addAll(Difference.between(official, PluginRequest.of(official.exchange(), server)));
        }
    }

    @Test
    void everyTaskOfTheClientIsCompared() {
        Set<String> known = TASKS_OF_THE_CLIENT.stream()
                .filter(task -> Tasks.names().contains(task))
                .collect(toCollection(TreeSet::new));

        assertThat(OfficialRequest.all().stream().map(OfficialRequest::task).collect(toSet()))
                .as("record again with: mvn verify -Dit.test=OfficialClientIT -Dconformance.write=true")
                .isEqualTo(known);
    }

    @Test
    void everyDifferenceHasAReason() {
        List<Reason> reasons = Reason.all();

        assertThat(differences)
                .filteredOn(difference -> reasons.stream().noneMatch(reason -> reason.explains(difference)))
                .as("differences without a reason in src/test/resources/conformance/differences.json")
                .isEmpty();
    }

    @Test
    void everyReasonExplainsADifferenceInEachOfItsParts() {
        assertThat(Reason.all())
                .allSatisfy(reason -> assertThat(reason.parts())
                        .allMatch(part -> differences.stream()
                                .filter(reason::explains)
                                .anyMatch(difference -> difference.part().equals(part))));
    }

    @Test
    void thePageHoldsTheDifferences() throws IOException {
        String page = ConformanceDocs.markdown(differences);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("regenerate with: mvn -q test -Dtest=ConformanceTest -Ddocs.write=true")
                .hasContent(page);
    }
}
