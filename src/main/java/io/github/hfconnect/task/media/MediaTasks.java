package io.github.hfconnect.task.media;

import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.task.Task;
import java.util.Set;
import java.util.stream.Stream;

/** The tasks that read or make images, sounds and videos. */
public final class MediaTasks {

    private static final Set<String> LABELS = Set.of("candidate_labels");

    private MediaTasks() {}

    /** One of each. */
    public static Stream<Task> all() {
        return Stream.of(
                new MediaClassification("image-classification"),
                new MediaClassification("audio-classification"),
                new MediaClassification("zero-shot-image-classification", LABELS),
                new MediaClassification("video-classification"),
                new ObjectDetection("object-detection", Set.of()),
                new ObjectDetection("zero-shot-object-detection", LABELS),
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
                new AudioToAudio());
    }
}
