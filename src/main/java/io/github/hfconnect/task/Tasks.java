package io.github.hfconnect.task;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.hfconnect.answer.MagicBytes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every known task by name. */
public final class Tasks {

    private static final Map<String, Task> BY_NAME = Stream.of(
                    new TextClassification(),
                    new ZeroShotClassification(),
                    new TokenClassification(),
                    new FillMask(),
                    new GeneratedText("summarization", "summary_text"),
                    new GeneratedText("translation", "translation_text"),
                    new GeneratedText("text-generation", "generated_text"),
                    new ChatCompletion(),
                    MediaChat.about(MediaChat.IMAGE),
                    MediaChat.about(MediaChat.AUDIO),
                    MediaChat.about(MediaChat.VIDEO),
                    new FeatureExtraction(),
                    new SparseEmbedding(),
                    new MultiVectorEmbedding(),
                    QuestionAnswering.inText(),
                    new SentenceSimilarity(),
                    new TextRanking(),
                    new TableQuestionAnswering(),
                    QuestionAnswering.inImage("visual-question-answering"),
                    QuestionAnswering.inImage("document-question-answering"),
                    new MediaClassification("image-classification"),
                    new MediaClassification("audio-classification"),
                    new MediaClassification("zero-shot-image-classification", Set.of("candidate_labels")),
                    new MediaClassification("video-classification"),
                    new ObjectDetection("object-detection", Set.of()),
                    new ObjectDetection("zero-shot-object-detection", Set.of("candidate_labels")),
                    new ImageToText(),
                    new SpeechRecognition(),
                    new ImageSegmentation("image-segmentation"),
                    new ImageSegmentation("mask-generation"),
                    new DepthEstimation(),
                    GeneratedMedia.fromText("text-to-image", MagicBytes.IMAGE_OR_SOUND),
                    GeneratedMedia.fromText("text-to-speech", MagicBytes.IMAGE_OR_SOUND),
                    GeneratedMedia.fromText("text-to-audio", MagicBytes.IMAGE_OR_SOUND),
                    GeneratedMedia.fromText("text-to-video", MagicBytes.VIDEO),
                    GeneratedMedia.fromImage("image-to-image", MagicBytes.IMAGE_OR_SOUND),
                    GeneratedMedia.fromImage("image-to-video", MagicBytes.VIDEO),
                    new AudioToAudio(),
                    TabularPrediction.ofClasses(),
                    TabularPrediction.ofNumbers())
            .collect(toUnmodifiableMap(Task::name, identity()));

    private Tasks() {}

    /**
     * The task of this name.
     *
     * @throws IllegalArgumentException naming the task that is meant, where that can be told, and the known ones
     */
    public static Task named(String name) {
        Task known = BY_NAME.get(name);
        if (known == null) {
            String meant = TaskAliases.meant(name, BY_NAME.keySet())
                    .map(task -> "; " + task + " is meant; known are ")
                    .orElse("; known are ");
            throw new IllegalArgumentException("There is no task `" + name + "`" + meant
                    + String.join(", ", Spelling.nearestFirst(name, BY_NAME.keySet())));
        }
        return known;
    }

    /** The names of all tasks in alphabetical order. */
    public static List<String> names() {
        return BY_NAME.keySet().stream().sorted().toList();
    }
}
