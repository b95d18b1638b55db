package io.github.hfconnect.http.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which refusals teach how much a call may carry. */
class TooLargeCallTest {

    private static final HttpUrl ASKED = HttpUrl.get("http://127.0.0.1:8080/");

    private static final String BATCH =
            "{\"error\":\"batch size 33 > maximum allowed batch size 32\",\"error_type\":\"Validation\"}";

    @ParameterizedTest
    @CsvSource({"413", "422", "400"})
    void batchThatIsTooLargeNamesItsLimit(int status) {
        assertThat(admitted(status, BATCH, 5000)).isEqualTo(new BatchLimits(32, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "Failed to buffer the request body: length limit exceeded",
        "<html><head><title>413 Request Entity Too Large</title></head></html>",
    })
    void bodyThatIsTooLargeIsHalved(String body) {
        assertThat(admitted(413, body, 3_000_000)).isEqualTo(new BatchLimits(Integer.MAX_VALUE, 1_500_000));
    }

    @Test
    void smallBodyIsNotTooLargeForAnyServer() {
        assertThat(admitted(413, "length limit exceeded", 10_000)).isNull();
    }

    @Test
    void inputThatIsTooLongSaysNothingAboutTheCall() {
        String tooLong =
                "{\"error\":\"`inputs` must have less than 512 tokens. Given: 600\",\"error_type\":\"Validation\"}";

        assertThat(admitted(413, tooLong, 3_000_000)).isNull();
        assertThat(admitted(422, tooLong, 3_000_000)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "413, input batch size 473 > maximum allowed batch size 64, 64",
                "400, |<400> InternalError.Algo.InvalidParameter: Value error, batch size is invalid, it should not be larger than 10.: input.contents|, 10",
                "400, |Invalid 'input': array too long. Expected an array with maximum length 2048, but got an array with length 2049 instead.|, 2048",
                "400, |Too many inputs. The max number of inputs is 16.  We hope to increase the number of inputs per request soon.|, 16",
                "400, |Too many inputs for model None. The max number of inputs is 1.  We hope to increase the number of inputs per request soon.|, 1",
                "400, |invalid request: total number of texts must be at most 96 - received 131|, 96",
                "400, |litellm.BadRequestError: OpenAIException - <400> InternalError.Algo.InvalidParameter: Value error, batch size is invalid, it should not be larger than 10.: input.contents|, 10",
                "400, |litellm.BadRequestError: AzureException BadRequestError - Too many inputs. The max number of inputs is 16.|, 16",
                "422, |Validation error: 'body -> jina-embeddings-v4' Each input list can contain at most 512 items|, 512",
                "400, |[RID: ec42] Validation error: 'body -> jina-embeddings-v4' Each input list can contain at most 512 items|, 512",
            })
    void otherServersSayHowManyInputsTheyTakeToo(int status, String words, int inputs) {
        assertThat(admitted(status, "{\"message\":\"" + words + "\"}", 1000))
                .isEqualTo(new BatchLimits(inputs, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot tokenize 'batch size 2 > maximum allowed batch size 1'",
                "OpenAIException - cannot tokenize: Too many inputs. The max number of inputs is 1.",
                "the text was: total number of texts must be at most 1 - received 2"
            })
    void recordThatIsQuotedTeachesNothing(String quoting) {
        assertThat(admitted(422, "{\"error\":\"" + quoting + "\"}", 3_000_000)).isNull();
    }

    private static @Nullable BatchLimits admitted(int status, String body, int bodyBytes) {
        ApiResponse response = new ApiResponse(status, Headers.EMPTY, body.getBytes(StandardCharsets.UTF_8));
        return FailureClassifier.classify(response, ASKED, bodyBytes, Instant.EPOCH, UnaryOperator.identity())
                .admitted();
    }
}
