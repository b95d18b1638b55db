package io.github.hfconnect.demo.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The text files below a folder. Hidden files and folders are left out, symbolic links are not followed.
 *
 * @param path of the folder
 */
public record DocumentFolder(Path path) {

    /** More would be more than a thousand pieces, or no book but data. */
    private static final long MAX_BYTES = 200_000;

    private static final int MAX_DOCUMENTS = 2_000;
    private static final Set<String> ENDINGS = Set.of("md", "markdown", "txt", "text", "rst", "adoc");

    /**
     * What stands in a folder.
     *
     * @param documents by their names, in their order
     * @param leftOut files of the right kind that are none, and why
     */
    public record Content(Map<String, Document> documents, List<String> leftOut) {}

    /** Reads all. */
    public Content read() throws IOException {
        Map<String, Document> documents = new TreeMap<>();
        List<String> leftOut = new ArrayList<>();
        for (Path file : files()) {
            read(file, documents, leftOut);
        }
        return new Content(documents, leftOut);
    }

    /** What to ask where nobody types: what the hidden file {@code .question} says, if there is one. */
    public String question() throws IOException {
        Path file = path.resolve(".question");
        return Files.exists(file) ? Files.readString(file).strip() : "What is this about?";
    }

    /** Copies these documents into another folder, which then can be edited. */
    public static DocumentFolder of(Path target, Iterable<Document> documents) throws IOException {
        DocumentFolder folder = new DocumentFolder(target);
        for (Document document : documents) {
            folder.write(document);
        }
        return folder;
    }

    /** Puts a document into its file. */
    public void write(Document document) throws IOException {
        Path file = path.resolve(document.name());
        Files.createDirectories(file.getParent());
        Files.writeString(file, document.text());
    }

    /** Removes a document's file. */
    public void delete(String name) throws IOException {
        Files.delete(path.resolve(name));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.filter(file -> isText(file) && !isHidden(file) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean isHidden(Path file) {
        for (Path part : path.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private void read(Path file, Map<String, Document> documents, List<String> leftOut) throws IOException {
        String name = path.relativize(file).toString().replace('\\', '/');
        try {
            if (Files.size(file) > MAX_BYTES) {
                leftOut.add(name + ": more than " + MAX_BYTES / 1000 + " kB");
            } else if (documents.size() == MAX_DOCUMENTS) {
                leftOut.add(name + ": after the first " + MAX_DOCUMENTS);
            } else {
                documents.put(name, new Document(name, Files.readString(file)));
            }
        } catch (CharacterCodingException e) {
            leftOut.add(name + ": not UTF-8");
        }
    }
}
