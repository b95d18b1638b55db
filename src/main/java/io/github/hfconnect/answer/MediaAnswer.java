package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image, a sound or a video in an answer: the bytes as they are, a base64 text (the default container of endpoints,
 * where nothing is accepted but JSON), {@code {"data": [{"b64_json" | "url"}]}} (OpenAI-style), {@code {"output":
 * [url]}} (Replicate-style), or samples of sound as numbers. Of several the first is taken. An empty text is none: new-api writes all
 * fields (QuantumNous/new-api, {@code dto/openai_image.go}).
 *
 * @param kinds of content that may come
 */
public record MediaAnswer(MagicBytes.Kinds kinds) {

    private static final Expected EXPECTED = new Expected("an image, sound or video: its bytes, base64 or URL");

    private static final Set<String> FAMILIES = Set.of("image", "audio", "video");

    private static final String OF_UNKNOWN_KIND = "application/octet-stream";

    private static final Pattern CONTENT_TYPE = Pattern.compile("[^/;,\\s]+/[^/;,\\s]+");

    /** With a host: what else is in it is for the server that it leads to. */
    private static final Pattern WEB = Pattern.compile("https?://[^/?#\\s]+([/?#].*)?", Pattern.CASE_INSENSITIVE);

    private static final String BASE64_MARK = ";base64,";

    /** A prediction {@code {content, content_type, url}}. */
    public Map<String, Object> read(Answer answer) {
        String type = contentType(answer);
        return type == null ? inJson(EXPECTED.in(answer)) : content(answer.body(), type);
    }

    /** The same of an answer that is the content itself. */
    public Map<String, Object> itself(Answer answer) {
        String type = contentType(answer);
        if (type == null) {
            throw EXPECTED.butFound("something else");
        }
        return content(answer.body(), type);
    }

    /** What the answer is itself, or null where it is a document that holds or names it. */
    private @Nullable String contentType(Answer answer) {
        String header = answer.contentType();
        Matcher declared = CONTENT_TYPE.matcher(header == null ? OF_UNKNOWN_KIND : header.toLowerCase(Locale.ROOT));
        String type = declared.lookingAt() ? declared.group() : OF_UNKNOWN_KIND;
        if (FAMILIES.contains(type.substring(0, type.indexOf('/')))) {
            return type;
        }
        return type.equals(OF_UNKNOWN_KIND) ? kinds.contentType(ByteBuffer.wrap(answer.body())) : null;
    }

    private Map<String, Object> inJson(JsonNode root) {
        if (root.isTextual()) {
            return base64(root.textValue());
        }
        if (root.has("audio")) {
            return content(PcmWave.of(root, EXPECTED), PcmWave.CONTENT_TYPE);
        }
        JsonNode first = root.path("data").path(0);
        if (says(first.path("b64_json"))) {
            return base64(EXPECTED.text(first.path("b64_json"), "base64"));
        }
        JsonNode output = root.path("output");
        return url(says(first.path("url")) ? first.path("url") : output.isArray() ? output.path(0) : output);
    }

    private static boolean says(JsonNode node) {
        return !node.isMissingNode()
                && !node.isNull()
                && !(node.isTextual() && node.textValue().isEmpty());
    }

    /** What a URL points to, or holds itself. */
    public Map<String, Object> url(JsonNode node) {
        String url = EXPECTED.text(node, "base64 or a URL");
        if (url.startsWith("data:")) {
            return base64(inDataUrl(url));
        }
        if (!WEB.matcher(url).matches()) {
            throw EXPECTED.butFound("a text that is no http or https URL");
        }
        return Map.of("url", url);
    }

    /** Percent-encoded bytes, which such a URL may hold too, are sent by nobody. */
    private static String inDataUrl(String url) {
        int mark = url.indexOf(BASE64_MARK);
        if (mark < 0) {
            throw EXPECTED.butFound("a data URL that is not base64");
        }
        return url.substring(mark + BASE64_MARK.length());
    }

    private Map<String, Object> base64(String text) {
        byte[] bytes = Base64Text.decode(text, EXPECTED);
        return content(bytes, kinds.contentType(ByteBuffer.wrap(bytes)));
    }

    private static Map<String, Object> content(byte[] bytes, @Nullable String type) {
        if (bytes.length == 0) {
            throw EXPECTED.butFound("nothing");
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("content", ByteBuffer.wrap(bytes).asReadOnlyBuffer());
        if (type != null) {
            content.put("content_type", type);
        }
        return content;
    }
}
