package io.github.hfconnect.task;

import java.util.stream.Stream;

/** The tasks of texts and tables, and questions about an image, because these are answered like those about a text. */
public final class TextTasks {

    private TextTasks() {}

    /** One of each. */
    public static Stream<Task> all() {
        return Stream.of(
                new TextClassification(),
                new ZeroShotClassification(),
                new TokenClassification(),
                new FillMask(),
                new GeneratedText("summarization", "summary_text"),
                new GeneratedText("translation", "translation_text"),
                new GeneratedText("text-generation", "generated_text"),
                new FeatureExtraction(),
                new SparseEmbedding(),
                new MultiVectorEmbedding(),
                new SentenceSimilarity(),
                new TextRanking(),
                QuestionAnswering.inText(),
                QuestionAnswering.inImage("visual-question-answering"),
                QuestionAnswering.inImage("document-question-answering"),
                new TableQuestionAnswering(),
                TabularPrediction.ofClasses(),
                TabularPrediction.ofNumbers());
    }
}
