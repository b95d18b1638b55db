package io.github.hfconnect.server.huggingface;

import static io.github.hfconnect.server.ServerKind.format;

import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.task.Task;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Hugging Face's own servers: hf-inference behind the router, and Inference Endpoints with the default container. */
public final class HuggingFaceKind {

    public static final ServerKind KIND = new ServerKind(
            "huggingface",
            "a dedicated Inference Endpoint, whose URL is called as it is",
            true,
            Map.ofEntries(
                    format("text-classification", HuggingFacePipeline::textClassification),
                    format("zero-shot-classification", HuggingFacePipeline::of),
                    format("token-classification", HuggingFacePipeline::tokenClassification),
                    format("fill-mask", HuggingFacePipeline::of),
                    format("summarization", HuggingFacePipeline::of),
                    format("translation", HuggingFacePipeline::of),
                    format("text-generation", HuggingFacePipeline::textGeneration),
                    format("feature-extraction", HuggingFaceFeatureExtraction::new),
                    format("question-answering", HuggingFaceSlots::of),
                    format("sentence-similarity", HuggingFaceSlots::sentenceSimilarity),
                    format("text-ranking", HuggingFaceSlots::of),
                    format("table-question-answering", HuggingFaceSlots::of),
                    format("visual-question-answering", HuggingFaceSlots::of),
                    format("document-question-answering", HuggingFaceSlots::of),
                    format("image-classification", HuggingFaceBinary::of),
                    format("audio-classification", HuggingFaceBinary::of),
                    format("zero-shot-image-classification", HuggingFaceBinary::of),
                    format("object-detection", HuggingFaceBinary::of),
                    format("image-to-text", HuggingFaceBinary::of),
                    format("automatic-speech-recognition", HuggingFaceBinary::of),
                    format("image-segmentation", HuggingFaceBinary::of),
                    format("mask-generation", HuggingFaceBinary::of),
                    format("depth-estimation", HuggingFaceBinary::of),
                    format("zero-shot-object-detection", HuggingFaceBinary::of),
                    format("video-classification", HuggingFaceBinary::ofVideo),
                    format("audio-to-audio", HuggingFaceBinary::of),
                    format("text-to-image", HuggingFaceImage::fromText),
                    format("image-to-image", HuggingFaceImage::fromImage),
                    format("text-to-speech", HuggingFacePipeline::one),
                    format("text-to-audio", HuggingFacePipeline::one),
                    format("text-to-video", ownEndpoint(HuggingFacePipeline::one)),
                    format("image-to-video", ownEndpoint(HuggingFaceBinary::of)),
                    format("tabular-classification", HuggingFaceTabular::new),
                    format("tabular-regression", HuggingFaceTabular::new)));

    /** What hf-inference has no address for, so that an endpoint of one's own is asked alone. */
    private static final Set<String> OF_OWN_ENDPOINTS = Set.of("text-to-video", "image-to-video");

    private HuggingFaceKind() {}

    /** Whether hf-inference behind the router can be asked to do this task. */
    public static boolean isBehindRouter(Task task) {
        return KIND.serves(task) && !OF_OWN_ENDPOINTS.contains(task.name());
    }

    /** Of a task that hf-inference does not know. */
    private static Function<CallSpec, ServerApi> ownEndpoint(Function<CallSpec, ServerApi> format) {
        return spec -> {
            if (spec.router() && !isBehindRouter(spec.task())) {
                throw new IllegalArgumentException("The Hugging Face router's hf-inference does not serve the task "
                        + spec.task().name() + "; set `provider=auto` for one that does, or `endpoint.urls`");
            }
            return format.apply(spec);
        };
    }
}
