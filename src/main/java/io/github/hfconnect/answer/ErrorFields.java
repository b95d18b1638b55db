package io.github.hfconnect.answer;

import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.inference.FailureKind.OVERLOADED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What fields of an error say: codes and types that mean one thing, and the name of what is at fault. Each is that of a server, whose
 * row in the tests' {@code judgements} names source and version; where there is none, the source stands here.
 */
final class ErrorFields {

    private static final String TOO_LONG = "string_above_max_length";

    /**
     * In small letters, as the others here: servers spell one code in either. None counts under 429: Mistral says 1300, which is
     * Z.ai's moderation, of too many requests (cline/cline#9085).
     */
    private static final Set<String> OF_INPUT = Set.of(
            // OpenAI, Azure, OpenRouter: moderation (invalid_prompt: BeehiveInnovations/pal-mcp-server#178).
            "content_policy_violation",
            "content_filter",
            "responsibleaipolicyviolation",
            "moderation_blocked",
            "invalid_prompt",
            // DashScope's moderation, Z.ai's (1300: docs.bigmodel.cn/cn/api/api-code), and a guardrail of Portkey.
            "data_inspection_failed",
            "1300",
            "1301",
            "hooks_failed",
            // OpenAI and llama.cpp: too long (string_above_max_length: VectorlyApp/bluebox#31).
            "context_length_exceeded",
            TOO_LONG,
            "exceed_context_size_error",
            // text-embeddings-inference.
            "empty");

    private static final Map<String, String> ADVICE_BY_CODE = Map.ofEntries(
            // The Hugging Face router.
            Map.entry("model_not_supported", Advice.PROVIDER),
            // OpenAI and who follows it; Mistral, Together, Groq, Azure, Z.ai; GitHub Models (github/gh-models#65).
            Map.entry("model_not_found", Advice.MODEL),
            Map.entry("invalid_model", Advice.MODEL),
            Map.entry("model_not_available", Advice.MODEL),
            Map.entry("model_decommissioned", Advice.MODEL),
            Map.entry("deploymentnotfound", Advice.MODEL),
            Map.entry("dedicated_endpoint_not_running", Advice.MODEL),
            Map.entry("unknown_model", Advice.MODEL),
            Map.entry("1211", Advice.MODEL),
            // Cerebras.
            Map.entry("wrong_api_format", Advice.PARAMETERS),
            // OpenAI (billing_*: dfinke/PowerShellAI#127, BerriAI/litellm#2743), EvoLink, LiteLLM, Z.ai.
            Map.entry("insufficient_quota", Advice.BILLING),
            Map.entry("insufficient_quota_error", Advice.BILLING),
            Map.entry("billing_hard_limit_reached", Advice.BILLING),
            Map.entry("billing_not_active", Advice.BILLING),
            Map.entry("budget_exceeded", Advice.BILLING),
            // Novita, DashScope, Moonshot, Volcengine, MiniMax.
            Map.entry("not_enough_balance", Advice.BILLING),
            Map.entry("arrearage", Advice.BILLING),
            Map.entry("exceeded_current_quota_error", Advice.BILLING),
            Map.entry("accountoverdueerror", Advice.BILLING),
            Map.entry("1008", Advice.BILLING),
            Map.entry("1113", Advice.BILLING),
            // Anthropic, under 429, in error.details.error_code.
            Map.entry("enforced_spend_limit_reached", Advice.BILLING),
            // Gemini, where it is not sold; Groq.
            Map.entry("failed_precondition", Advice.RIGHTS),
            Map.entry("organization_restricted", Advice.RIGHTS),
            Map.entry("blocked_api_access", Advice.BILLING),
            Map.entry("model_terms_required", Advice.RIGHTS),
            // OpenAI, llama.cpp, Gemini, MiniMax.
            Map.entry("invalid_api_key", Advice.TOKEN),
            Map.entry("authentication_error", Advice.TOKEN),
            Map.entry("api_key_invalid", Advice.TOKEN),
            Map.entry("1004", Advice.TOKEN),
            // llama.cpp, Azure, vLLM.
            Map.entry("not_supported_error", Advice.CAPABILITY),
            Map.entry("operationnotsupported", Advice.CAPABILITY),
            Map.entry("notimplementederror", Advice.CAPABILITY));

    /** SageMaker and others of AWS, under 400; Groq's flex tier. */
    private static final List<String> ENDS_OF_OVERLOADED = List.of("throttlingexception", "capacity_exceeded");

    /** Groq, whose models do not always keep to a schema (the tools': groq/groq-typescript#28). */
    private static final Set<String> OF_MODEL_OUTPUT = Set.of("json_validate_failed", "tool_use_failed");

    /** A record brings values for parameters, but their names are always the configuration's. */
    private static final Set<String> UNKNOWN_PARAMETER = Set.of("unsupported_parameter", "unknown_parameter");

    /** vLLM's names for the length of a prompt ({@code TokenizeParams} of {@code vllm/renderers/params.py}, main of 2026). */
    private static final Set<String> LENGTHS = Set.of("input_tokens", "input_text");

    private static final Set<String> CONTENT = Set.of(
            "messages",
            "input",
            "inputs",
            "prompt",
            "query",
            "text",
            "texts",
            "documents",
            "file",
            "audio",
            "image",
            "image_url",
            "content");

    private static final int TOO_MANY_REQUESTS = 429;

    private static final String MODEL = "model";

    private static final Pattern ROLE = Pattern.compile("messages(\\[\\d+]|\\.\\d+)\\.role");

    private ErrorFields() {}

    /** A rule that needs no word of the message; statuses of a service that is out of order say more than any field. */
    static Optional<ErrorRule> certain(int status, ErrorBody error) {
        boolean refusal = (status >= 400 && status < 500) || status == 501;
        return refusal ? ofRefusal(status, error) : Optional.empty();
    }

    private static Optional<ErrorRule> ofRefusal(int status, ErrorBody error) {
        String param = error.param();
        if (error.flagged()
                || (status != TOO_MANY_REQUESTS && isOfInput(error))
                || (param != null && LENGTHS.contains(param))) {
            return Optional.of(ErrorRule.certain(REJECTED, ""));
        }
        if (names(error).anyMatch(OF_MODEL_OUTPUT::contains)) {
            return Optional.of(ErrorRule.ofModelOutput());
        }
        if (names(error).anyMatch(name -> ENDS_OF_OVERLOADED.stream().anyMatch(name::endsWith))) {
            return Optional.of(ErrorRule.certain(OVERLOADED, ""));
        }
        if (param != null && names(error).anyMatch(UNKNOWN_PARAMETER::contains)) {
            return Optional.of(ErrorRule.certain(MISCONFIGURED, Advice.parameter(param)));
        }
        Optional<String> advice =
                names(error).map(ADVICE_BY_CODE::get).filter(Objects::nonNull).findFirst();
        return advice.or(() -> MODEL.equals(param) ? Optional.of(Advice.MODEL) : Optional.empty())
                .map(change -> ErrorRule.certain(MISCONFIGURED, change));
    }

    /** A text may be too long as a parameter, too, which the configuration has set: OpenAI's {@code prompt_cache_key}. */
    private static boolean isOfInput(ErrorBody error) {
        String param = error.param();
        return names(error)
                .filter(OF_INPUT::contains)
                .anyMatch(name -> !name.equals(TOO_LONG) || param == null || isContent(param));
    }

    private static boolean isContent(String param) {
        return CONTENT.contains(param.split("[\\[.]", 2)[0]);
    }

    private static Stream<String> names(ErrorBody error) {
        return Stream.of(error.code(), error.type())
                .flatMap(Stream::ofNullable)
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    /** LocalAI, whose words name the stage. */
    static boolean saysLoading(ErrorBody error) {
        return names(error).anyMatch("model_loading"::equals);
    }

    /** A value that the server does not take under that name. It may be the record's, so others have to show whose it is. */
    static Optional<ErrorRule> ofParameter(int status, ErrorBody error) {
        String param = error.param();
        if (param == null || (status != 400 && status != 422)) {
            return Optional.empty();
        }
        if (ROLE.matcher(param).matches()) {
            return Optional.of(ErrorRule.presumed(Advice.PROMPT));
        }
        return isContent(param) ? Optional.empty() : Optional.of(ErrorRule.presumed(Advice.parameter(param)));
    }
}
