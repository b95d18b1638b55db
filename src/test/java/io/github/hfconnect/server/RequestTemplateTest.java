package io.github.hfconnect.server;

import static io.github.hfconnect.server.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestTemplateTest {

    private static final String NASTY = "\"}, {\"a\": \\ \n\t\u0001 \ud83d\ude00 {{inputs}}";

    private static String render(String template, Object inputs, Map<String, ?> values) {
        return RequestTemplate.parse(template).render(inputs, values);
    }

    @Test
    void outsideAStringItIsAJsonValue() {
        assertThat(render("{\"in\":{{inputs}},\"n\":{{ a.b }}}", "hi", Map.of("a.b", 3)))
                .isEqualTo("{\"in\":\"hi\",\"n\":3}");
    }

    @Test
    void insideAStringItIsEscapedText() {
        assertThat(render("{\"p\":\"Say \\\"{{inputs}}\\\" {{n}} times\"}", "h\"i", Map.of("n", 3)))
                .isEqualTo("{\"p\":\"Say \\\"h\\\"i\\\" 3 times\"}");
    }

    @Test
    void noTextCanBreakOutOfItsPlace() throws IOException {
        String document = render("{\"v\":{{inputs}},\"t\":\"<{{inputs}}>\",\"{{inputs}}\":1}", NASTY, Map.of());

        assertThat(json(document).path("v").textValue()).isEqualTo(NASTY);
        assertThat(json(document).path("t").textValue()).isEqualTo("<" + NASTY + ">");
        assertThat(json(document).path(NASTY).intValue()).isEqualTo(1);
        assertThat(json(document)).hasSize(3);
    }

    static List<Object[]> values() {
        Map<String, @Nullable Object> none = new HashMap<>();
        return List.of(new Object[][] {
            {Map.of("a", true), "true", "\"true\""},
            {Map.of("a", 1.5), "1.5", "\"1.5\""},
            {Map.of("a", List.of("x", 1)), "[\"x\",1]", "\"[\\\"x\\\",1]\""},
            {Map.of("a", Map.of("k", "v")), "{\"k\":\"v\"}", "\"{\\\"k\\\":\\\"v\\\"}\""},
            {Map.of("a", ByteBuffer.wrap(new byte[] {1, 2, 3})), "\"AQID\"", "\"AQID\""},
            {none, "null", "\"\""}
        });
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueHasBothForms(Map<String, ?> values, String value, String text) {
        assertThat(render("[{{a}},\"{{a}}\"]", "in", values)).isEqualTo("[" + value + "," + text + "]");
    }

    @Test
    void aFieldThatIsCalledInputsIsQuoted() {
        RequestTemplate template = RequestTemplate.parse("[{{inputs}},{{`inputs`}}]");

        assertThat(template.paths()).containsExactly("`inputs`");
        assertThat(template.render("in", Map.of("`inputs`", 1))).isEqualTo("[\"in\",1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1}|no placeholder",
                "{\"a\": \"{{inputs\"}|position 7",
                "{\"a\": {{inputs}}|no JSON",
                "{\"a\": {{inputs}},}|position 17",
                "{\"a\": {{inputs}} {{b}}}|position 17",
                "{{{inputs}}: 1}|no JSON",
                "{\"a\": \"{{inputs}}}|no JSON",
                "{'a': {{inputs}}}|position 1",
                "{\"a\": {{inputs}}} {}|no JSON"
            })
    void aTemplateThatMakesNoJsonIsRefused(String template, String reason) {
        assertThatThrownBy(() -> RequestTemplate.parse(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
