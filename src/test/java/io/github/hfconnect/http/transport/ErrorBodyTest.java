package io.github.hfconnect.http.transport;

import static io.github.hfconnect.server.Fixtures.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.hfconnect.answer.ErrorBody;
import io.github.hfconnect.server.ApiResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorBodyTest {

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("{\"error\":\"Model a/b does not exist\"}", "Model a/b does not exist"),
                arguments("{\"error\":[\"text a\",\"text b\"]}", "text a; text b"),
                arguments("{\"error\":{\"message\":\"No such model\",\"type\":\"t\",\"code\":404}}", "No such model"),
                arguments("{\"id\":\"x\",\"error\":{\"message\":\"No\",\"type\":null,\"code\":null}}", "No"),
                arguments("{\"error\":\"invalid_grant\",\"error_description\":\"Expired\"}", "Expired"),
                arguments("{\"errors\":[{\"message\":\"one\"},{\"message\":\"two\"}]}", "one; two"),
                arguments("{\"message\":\"batch size 33\",\"code\":422,\"type\":\"Validation\"}", "batch size 33"),
                arguments("{\"message\":\"Unauthorized\",\"request_id\":\"7\"}", "Unauthorized"),
                arguments("{\"object\":\"error\",\"message\":\"Too long\",\"code\":400}", "Too long"),
                arguments("{\"detail\":\"Not Found\"}", "Not Found"),
                arguments(
                        "{\"detail\":[{\"loc\":[\"body\",\"inputs\",0],\"msg\":\"field required\",\"type\":\"v\"}]}",
                        "body.inputs.0: field required"),
                arguments(
                        "{\"detail\":\"Bad input\",\"status\":422,\"title\":\"T\",\"invalid_fields\":[]}", "Bad input"),
                arguments("{\"status\":422,\"title\":\"Unprocessable\"}", "Unprocessable"),
                arguments("Not Found", "Not Found"),
                arguments("<html>\n<head><title> 502 Bad\nGateway</title></head></html>", "502 Bad\nGateway"),
                arguments("<!doctype html><p>hello", "a page without a title"),
                arguments("{\"unknown\":{\"form\":1}}", "{\"unknown\":{\"form\":1}}"),
                arguments("{\"error\":\"cut", "{\"error\":\"cut"),
                arguments("[]", "[]"),
                arguments("7", "7"),
                arguments("", ""),
                arguments("  \n", ""));
    }

    private static ErrorBody said(ApiResponse response) {
        return ErrorBody.of(response.answer(), response.headers()::get);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void theMessageIsFoundInEveryForm(String body, String message) {
        assertThat(said(answer(400, body)).message()).isEqualTo(message);
    }

    @Test
    void theHeaderSpeaksWhereTheBodyIsSilent() {
        ErrorBody error = said(answer(403, "", "x-error-message", "Access is restricted"));

        assertThat(error.message()).isEqualTo("Access is restricted");
    }

    @Test
    void codeTypeAndEstimateAreKept() {
        ErrorBody openAi = said(answer(400, "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"c\"}}"));
        ErrorBody vllm = said(answer(400, "{\"error\":{\"message\":\"m\",\"code\":400}}"));
        ErrorBody tei = said(answer(422, "{\"error\":\"m\",\"error_type\":\"Validation\"}"));
        ErrorBody flat = said(answer(422, "{\"message\":\"m\",\"code\":422,\"type\":\"Validation\"}"));
        ErrorBody loading = said(answer(503, "{\"error\":\"m\",\"estimated_time\":20.0}"));

        assertThat(openAi).isEqualTo(new ErrorBody("m", "c", "t", null, false, false, null, null, null));
        assertThat(vllm).isEqualTo(new ErrorBody("m", "400", null, null, false, false, null, null, null));
        assertThat(tei).isEqualTo(new ErrorBody("m", null, "Validation", null, false, false, null, null, null));
        assertThat(flat).isEqualTo(new ErrorBody("m", "422", "Validation", null, false, false, null, null, null));
        assertThat(loading).isEqualTo(new ErrorBody("m", null, null, null, false, false, 20.0, null, null));
    }
}
