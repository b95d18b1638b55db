package io.github.hfconnect.task.catalog;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What else people call a task: the pipelines of transformers ({@code sentiment-analysis}, {@code ner}, {@code vqa} in its
 * {@code TASK_ALIASES}), names that were given up ({@code conversational}, {@code text2text-generation}), and the words of the
 * trade.
 */
final class TaskAliases {

    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("sentiment-analysis", "text-classification"),
            Map.entry("sentiment", "text-classification"),
            Map.entry("classification", "text-classification"),
            Map.entry("ner", "token-classification"),
            Map.entry("named-entity-recognition", "token-classification"),
            Map.entry("zero-shot", "zero-shot-classification"),
            Map.entry("embedding", "feature-extraction"),
            Map.entry("embeddings", "feature-extraction"),
            Map.entry("text-embedding", "feature-extraction"),
            Map.entry("text-embeddings", "feature-extraction"),
            Map.entry("conversational", "chat-completion"),
            Map.entry("chat", "chat-completion"),
            Map.entry("chat-completions", "chat-completion"),
            Map.entry("completion", "text-generation"),
            Map.entry("completions", "text-generation"),
            Map.entry("text2text-generation", "text-generation"),
            Map.entry("rerank", "text-ranking"),
            Map.entry("reranking", "text-ranking"),
            Map.entry("vqa", "visual-question-answering"),
            Map.entry("docvqa", "document-question-answering"),
            Map.entry("qa", "question-answering"),
            Map.entry("table-qa", "table-question-answering"),
            Map.entry("asr", "automatic-speech-recognition"),
            Map.entry("speech-recognition", "automatic-speech-recognition"),
            Map.entry("speech-to-text", "automatic-speech-recognition"),
            Map.entry("transcription", "automatic-speech-recognition"),
            Map.entry("tts", "text-to-speech"),
            Map.entry("image-captioning", "image-to-text"),
            Map.entry("captioning", "image-to-text"),
            Map.entry("summarisation", "summarization"),
            Map.entry("image-generation", "text-to-image"));

    private TaskAliases() {}

    /** The task that has this other name, or is written in another way. */
    static Optional<String> meant(String name, Collection<String> tasks) {
        String written = name.strip().toLowerCase(Locale.ROOT).replaceAll("[_\\s]+", "-");
        return tasks.contains(written) ? Optional.of(written) : Optional.ofNullable(MEANT.get(written));
    }
}
