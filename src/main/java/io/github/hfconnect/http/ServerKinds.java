package io.github.hfconnect.http;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every known kind of model server, and what it serves. */
public final class ServerKinds {

    /** The value of {@code endpoint.api} that names no kind: the server is asked, or the router's kind is taken. */
    public static final String AUTO = "auto";

    private static final List<ServerKind> ALL = List.of(
            new ServerKind(
                    "huggingface",
                    true,
                    Map.ofEntries(
                            entry("text-classification", HuggingFacePipeline::textClassification),
                            entry("zero-shot-classification", HuggingFacePipeline::of),
                            entry("token-classification", HuggingFacePipeline::tokenClassification),
                            entry("fill-mask", HuggingFacePipeline::of),
                            entry("summarization", HuggingFacePipeline::of),
                            entry("translation", HuggingFacePipeline::of),
                            entry("text-generation", HuggingFacePipeline::textGeneration),
                            entry("feature-extraction", HuggingFaceFeatureExtraction::new),
                            entry("question-answering", HuggingFaceSlots::of),
                            entry("sentence-similarity", HuggingFaceSlots::sentenceSimilarity),
                            entry("text-ranking", HuggingFaceSlots::of),
                            entry("table-question-answering", HuggingFaceSlots::of),
                            entry("visual-question-answering", HuggingFaceSlots::of),
                            entry("document-question-answering", HuggingFaceSlots::of),
                            entry("image-classification", HuggingFaceBinary::new),
                            entry("audio-classification", HuggingFaceBinary::new),
                            entry("zero-shot-image-classification", HuggingFaceBinary::new),
                            entry("object-detection", HuggingFaceBinary::new),
                            entry("image-to-text", HuggingFaceBinary::new),
                            entry("automatic-speech-recognition", HuggingFaceBinary::new),
                            entry("image-segmentation", HuggingFaceBinary::new))),
            new ServerKind(
                    "tei",
                    false,
                    Map.of(
                            "text-classification", TeiPredict::new,
                            "feature-extraction", TeiEmbed::new,
                            "sentence-similarity", TeiSimilarity::new,
                            "text-ranking", TeiRerank::new)),
            new ServerKind(
                    "openai",
                    true,
                    Map.of(
                            ChatCompletion.NAME,
                            OpenAiChat::new,
                            "text-generation",
                            OpenAiCompletion::new,
                            "feature-extraction",
                            OpenAiEmbeddings::new)),
            new ServerKind(
                    "tgi", false, Map.of(ChatCompletion.NAME, OpenAiChat::ofTgi, "text-generation", TgiGenerate::new)));

    private ServerKinds() {}

    private static Map.Entry<String, Function<CallSpec, ServerApi>> entry(
            String task, Function<CallSpec, ServerApi> format) {
        return Map.entry(task, format);
    }

    /**
     * The kind of this name.
     *
     * @throws IllegalArgumentException naming the known kinds, the one with the nearest spelling first
     */
    public static ServerKind named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no server kind `" + name + "`; known are "
                        + String.join(", ", Spelling.nearestFirst(name, names()))));
    }

    /** The names of all kinds. */
    public static List<String> names() {
        return ALL.stream().map(ServerKind::name).toList();
    }

    /** The names of the kinds that serve a task. */
    public static List<String> serving(Task task) {
        return ALL.stream()
                .filter(kind -> kind.serves(task))
                .map(ServerKind::name)
                .toList();
    }

    /**
     * How a configuration asks; empty where the kind of server is still to be found out.
     *
     * @param api a name of {@link #names()} or {@link #AUTO}
     * @throws IllegalArgumentException with a sentence for the user where it cannot be asked that
     */
    public static Optional<ServerApi> configured(String api, CallSpec spec) {
        if (!api.equals(AUTO)) {
            return Optional.of(named(api).api(spec));
        }
        return spec.router() ? Optional.of(behindRouter(spec.task()).api(spec)) : Optional.empty();
    }

    private static ServerKind behindRouter(Task task) {
        return ALL.stream()
                .filter(kind -> kind.behindRouter() && kind.serves(task))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The Hugging Face router does not serve the task " + task.name() + "; set `endpoint.urls`"));
    }
}
