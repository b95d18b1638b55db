package io.github.hfconnect.http;

import static io.github.hfconnect.http.ServerKind.format;

import java.util.Map;

/** Hugging Face's own servers: hf-inference behind the router, and Inference Endpoints with the default container. */
final class HuggingFaceKind {

    static final ServerKind KIND = new ServerKind(
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
                    format("image-classification", HuggingFaceBinary::new),
                    format("audio-classification", HuggingFaceBinary::new),
                    format("zero-shot-image-classification", HuggingFaceBinary::new),
                    format("object-detection", HuggingFaceBinary::new),
                    format("image-to-text", HuggingFaceBinary::new),
                    format("automatic-speech-recognition", HuggingFaceBinary::new),
                    format("image-segmentation", HuggingFaceBinary::new)));

    private HuggingFaceKind() {}
}
