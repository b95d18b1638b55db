package io.github.hfconnect.http;

import static io.github.hfconnect.server.Fixtures.answer;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.Headers;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    /** Of an answer that was read, whatever it is. */
    private static Usage usage(ApiResponse response) {
        try {
            response.answer().tree();
        } catch (IOException e) {
            // It is for the task to say so.
        }
        return Usage.of(response.headers(), response.answer().usage());
    }

    @Test
    void anOpenAiStyleBodySaysWhatWasUsed() {
        String body = "{\"data\":[{\"usage\":7}],\"usage\":{\"prompt_tokens\":5,\"prompt_tokens_details\":{\"x\":1},"
                + "\"completion_tokens\":2,\"total_tokens\":7},\"model\":\"m\"}";

        assertThat(usage(answer(200, body))).isEqualTo(new Usage(5L, 2L));
    }

    @Test
    void embeddingsGenerateNothing() {
        assertThat(usage(answer(200, "{\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}")))
                .isEqualTo(new Usage(5L, null));
    }

    @Test
    void vectorsThatStreamBySayItToo() {
        Answer answer = ok(
                "{\"data\":[{\"embedding\":[1]}],\"usage\":{\"d\":{\"x\":1},\"prompt_tokens\":5,\"big\":99999999999999999999}}");

        Tasks.named("feature-extraction").read(answer, texts("a"));

        assertThat(Usage.of(Headers.EMPTY, answer.usage())).isEqualTo(new Usage(5L, null));
    }

    /** xAI counts what a model thinks beside its answer, and bills it; some gateways before Gemini count it in the total alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'prompt_tokens':10120,'completion_tokens':1499,'total_tokens':14428,"
                        + "'completion_tokens_details':{'reasoning_tokens':2809}} | 10120 | 4308",
                "{'completion_tokens':0,'total_tokens':81,'prompt_tokens':21} | 21 | 60",
                "{'prompt_tokens':5,'completion_tokens':9,'total_tokens':7} | 5 | 9",
                "{'prompt_tokens':5,'completion_tokens':9,'total_tokens':0} | 5 | 9",
            })
    void whatTheTotalHasMoreThanThePromptWasGenerated(String usage, long input, long output) {
        assertThat(usage(answer(200, "{\"usage\":" + usage.replace('\'', '"') + "}")))
                .isEqualTo(new Usage(input, output));
    }

    /**
     * Mistral's transcriptions have their sound in the total alone (docs.mistral.ai/capabilities/audio_transcription), and servers that
     * speak of their cache as Anthropic does may have what was read from it there.
     */
    @ParameterizedTest
    @ValueSource(strings = {"prompt_audio_seconds", "cache_read_input_tokens", "cache_creation_input_tokens"})
    void aTotalOfWhatElseWentInSaysNothingAboutWhatCameOut(String other) {
        String body = "{\"usage\":{\"" + other + "\":203,\"prompt_tokens\":4,\"total_tokens\":3264,"
                + "\"completion_tokens\":635}}";

        assertThat(usage(answer(200, body))).isEqualTo(new Usage(4L, 635L));
    }

    /** Cohere counts what is billed, and so does vLLM at {@code /v2/embed}; SiliconFlow and Cohere's chat say both. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'api_version':{'version':'2'},'billed_units':{'input_tokens':12}} | 12 |",
                "{'billed_units':{'input_tokens':5,'output_tokens':418}} | 5 | 418",
                "{'billed_units':{'input_tokens':5,'output_tokens':418},'tokens':{'input_tokens':71,'output_tokens':420}} | 71 | 420",
                "{'billed_units':{'search_units':1}} | |",
                "{'billed_units':null,'tokens':7} | |",
            })
    void unitsThatAreBilledAreTokensToo(String meta, @Nullable Long input, @Nullable Long output) {
        assertThat(usage(answer(200, "{\"meta\":" + meta.replace('\'', '"') + "}")))
                .isEqualTo(new Usage(input, output));
    }

    @Test
    void vectorsThatStreamBySayWhatIsBilledToo() {
        Answer answer = ok("{\"meta\":{\"a\":[1],\"billed_units\":{\"input_tokens\":12}},\"embeddings\":[[1]]}");

        Tasks.named("feature-extraction").read(answer, texts("a"));

        assertThat(Usage.of(Headers.EMPTY, answer.usage())).isEqualTo(new Usage(12L, null));
    }

    /** OpenAI's images, and Voyage, which counts nothing but the whole. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'input_tokens':14,'output_tokens':45} | 14 | 45",
                "{'input_tokens':14,'output_tokens':45,'total_tokens':59} | 14 | 45",
                "{'total_tokens':9} | 9 |",
                "{'total_tokens':9,'completion_tokens':2} | | 2",
            })
    void tokensHaveOtherNamesToo(String usage, @Nullable Long input, @Nullable Long output) {
        assertThat(usage(answer(200, "{\"usage\":" + usage.replace('\'', '"') + "}")))
                .isEqualTo(new Usage(input, output));
    }

    @Test
    void otherwiseHeadersSayIt() {
        assertThat(usage(answer(200, "[[1]]", "x-compute-tokens", "9"))).isEqualTo(new Usage(9L, null));
        assertThat(usage(answer(200, "{}", "x-prompt-tokens", "4", "x-generated-tokens", "3")))
                .isEqualTo(new Usage(4L, 3L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"usage\":null}",
                "{\"usage\":7}",
                "{\"usage\":{\"prompt_tokens\":\"5\"}}",
                "{\"usage\":{\"prompt_tokens\":-5}}",
                "{\"usage\":{\"prompt_tokens\":99999999999999999999}}",
                "{\"usage\":{\"prompt_tokens\":5"
            })
    void whatIsNotSaidIsUnknown(String body) {
        assertThat(usage(answer(200, body))).isEqualTo(new Usage(null, null));
    }
}
