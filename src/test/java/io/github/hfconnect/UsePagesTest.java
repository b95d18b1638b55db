package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages on uses: each names a ready connector, and each block of properties is valid on top of it. A key with nothing behind its
 * equals sign is one to take out.
 */
class UsePagesTest {

    private static final List<String> PAGES =
            List.of("enrichment", "moderation", "embeddings", "extraction", "gateways", "migrating");

    private static final Pattern CONNECTOR = Pattern.compile("\\(\\.\\./connectors/([\\w-]+)\\.json\\)");
    private static final Pattern BLOCK = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);

    record Snippet(String page, String connector, String properties) {}

    static Stream<Snippet> snippets() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (String page : PAGES) {
            Matcher block = BLOCK.matcher(text(page));
            while (block.find()) {
                snippets.add(new Snippet(page, connector(page), block.group(1)));
            }
        }
        return snippets.stream();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void whatAPageSaysIsValidOnTopOfItsConnector(Snippet snippet) throws IOException {
        Map<String, String> config = config(snippet.connector());
        Properties properties = new Properties();
        properties.load(new StringReader(snippet.properties()));
        properties.forEach((key, value) -> {
            if (value.toString().isEmpty()) {
                config.remove(key.toString());
            } else {
                config.put(key.toString(), value.toString());
            }
        });

        assertThat(new HuggingFaceSinkConnector().validate(config).configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .isEmpty();
        assertThat(properties).isNotEmpty();
    }

    @Test
    void theReadmeNamesEachPage() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(PAGES).allSatisfy(page -> assertThat(readme).contains("(docs/" + page + ".md)"));
    }

    private static String text(String page) throws IOException {
        return Files.readString(Path.of("docs", page + ".md"));
    }

    /** The first that a page links to is the one that it is about. */
    private static String connector(String page) throws IOException {
        Matcher link = CONNECTOR.matcher(text(page));
        assertThat(link.find()).as("%s names a ready connector", page).isTrue();
        return link.group(1);
    }

    private static Map<String, String> config(String connector) throws IOException {
        Map<String, String> config = new HashMap<>(Map.of("name", connector));
        new ObjectMapper()
                .readTree(Path.of("connectors", connector + ".json").toFile())
                .path("config")
                .properties()
                .forEach(key ->
                        config.put(key.getKey(), key.getValue().asText().replaceAll("\\$\\{env:\\w+}", "secret")));
        return config;
    }
}
