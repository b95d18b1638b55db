package io.github.hfconnect.demo;

import io.github.hfconnect.demo.Screen.Ink;
import io.github.hfconnect.demo.SearchIndex.Update;
import io.github.hfconnect.demo.search.Document;
import io.github.hfconnect.demo.search.DocumentFolder;
import io.github.hfconnect.demo.search.Ranking;
import io.github.hfconnect.demo.search.Ranking.Hit;
import io.github.hfconnect.demo.search.SearchPiece;
import io.github.hfconnect.demo.search.Sentences;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Searches documents; edits and deletes the one that answers best, and asks again each time. Then it is the user's turn. */
final class DocumentSearch {

    private static final int SHOWN_DOCUMENTS = 5;
    private static final int MOST_SENTENCES = 32;

    private final DemoCluster cluster;
    private final Screen screen;
    private final SearchView view;
    private final Questions questions;
    private final DocumentFolder folder;
    private final SearchIndex index;

    DocumentSearch(DemoCluster cluster, Screen screen, DocumentFolder folder, SearchIndex index) {
        this.cluster = cluster;
        this.screen = screen;
        this.view = new SearchView(screen);
        this.questions = new Questions(System.in, screen);
        this.folder = folder;
        this.index = index;
    }

    /**
     * Runs to the end.
     *
     * @param sample the question where none is typed
     * @return whether the table is what the documents say
     * @throws DemoFailedException where the connector fails or nothing moves any more
     */
    boolean run(String sample) throws IOException {
        Update first = index.update();
        view.documents(index.documents().values(), index.table());
        view.cost(first);
        String question = questions.next("\nAsk something (Enter: " + sample + ")", sample);
        List<Hit> hits = ask(question);
        if (!hits.isEmpty()) {
            edit(question, hits.get(0).piece());
            delete(question, hits.get(0).piece());
        }
        askMore();
        return audit();
    }

    private List<Hit> ask(String question) {
        List<Hit> hits = index.search(question);
        view.hits(question, hits);
        return hits;
    }

    /** Takes out the sentence that answers best. */
    private void edit(String question, SearchPiece piece) throws IOException {
        String sentence = nearestSentence(question, piece);
        if (sentence.isEmpty()) {
            return;
        }
        Document document = Objects.requireNonNull(index.documents().get(piece.document()));
        folder.write(new Document(document.name(), Sentences.without(sentence, document.text())));
        screen.note("\n" + document.name() + " loses a sentence: " + sentence.strip());
        show(index.update());
        ask(question);
    }

    private void delete(String question, SearchPiece piece) throws IOException {
        folder.delete(piece.document());
        screen.note("\n" + piece.document() + " is deleted");
        show(index.update());
        ask(question);
    }

    private String nearestSentence(String question, SearchPiece piece) {
        List<String> sentences =
                Sentences.of(piece.text()).stream().limit(MOST_SENTENCES).toList();
        if (sentences.isEmpty()) {
            return "";
        }
        List<Float> asked = cluster.embed(List.of(question)).get(0);
        List<List<Float>> vectors = cluster.embed(sentences);
        return sentences.stream()
                .max(Comparator.comparingDouble(
                        sentence -> Ranking.cosine(asked, vectors.get(sentences.indexOf(sentence)))))
                .orElseThrow();
    }

    private void show(Update update) {
        update.documents().stream().limit(SHOWN_DOCUMENTS).forEach(name -> view.changes(name, index.table()));
        view.cost(update);
    }

    /** Until nothing is typed and nothing has changed. */
    private void askMore() throws IOException {
        String prompt =
                "\nAsk more, or edit and delete files in " + folder.path() + " and press Enter (Enter alone ends)";
        String line = questions.next(prompt);
        while (line != null) {
            Update update = index.update();
            if (!update.documents().isEmpty()) {
                show(update);
            }
            if (!line.isEmpty()) {
                ask(line);
            } else if (update.documents().isEmpty()) {
                return;
            }
            line = questions.next(prompt);
        }
    }

    private boolean audit() {
        List<String> faults = index.faults();
        screen.result(Ink.PLAIN, "");
        faults.forEach(fault -> screen.whole(Ink.RED, fault));
        screen.result(
                Ink.BOLD,
                "the table is " + (faults.isEmpty() ? "what the documents say" : "not what the documents say") + ": "
                        + index.table().pieces().size() + " pieces of "
                        + index.documents().size() + " documents");
        return faults.isEmpty();
    }
}
