package io.github.hfconnect.record.input;

import io.github.hfconnect.record.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text with placeholders such as {@code {{customer.name}}}. A placeholder whose value is null stands for nothing; where
 * all of them are null or blank there is no text, because the words around them are the same in every record.
 */
public final class InputTemplate implements TextSource {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

    /** One more than the placeholders: the texts before, between and behind them. */
    private final List<String> texts;

    private final List<FieldPath> paths;

    private InputTemplate(List<String> texts, List<FieldPath> paths) {
        this.texts = List.copyOf(texts);
        this.paths = List.copyOf(paths);
    }

    /**
     * Parses a template.
     *
     * @throws IllegalArgumentException with the remedy where there is no placeholder or one cannot be read
     */
    public static InputTemplate parse(String template) {
        List<String> texts = new ArrayList<>();
        List<FieldPath> paths = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        int end = 0;
        while (placeholder.find()) {
            texts.add(template.substring(end, placeholder.start()));
            paths.add(FieldPath.parse(placeholder.group(1).strip()));
            end = placeholder.end();
        }
        texts.add(template.substring(end));
        requirePlaceholders(template, texts, paths);
        return new InputTemplate(texts, paths);
    }

    private static void requirePlaceholders(String template, List<String> texts, List<FieldPath> paths) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("The template has no placeholder, so that every record would give the"
                    + " same input: write a field's path in double braces, such as {{text}}");
        }
        String rest = texts.get(texts.size() - 1);
        if (rest.contains("{{")) {
            throw new IllegalArgumentException("The template's placeholder at position "
                    + (template.length() - rest.length() + rest.indexOf("{{"))
                    + " is not closed: add }} behind the path");
        }
    }

    @Override
    public List<FieldPath> paths() {
        return paths;
    }

    @Override
    public @Nullable String read(Object root) {
        StringBuilder text = new StringBuilder(texts.get(0));
        boolean hasContent = false;
        for (int i = 0; i < paths.size(); i++) {
            String part = TextSource.at(paths.get(i)).read(root);
            hasContent |= part != null && !part.isBlank();
            text.append(part == null ? "" : part).append(texts.get(i + 1));
        }
        return hasContent ? text.toString() : null;
    }
}
