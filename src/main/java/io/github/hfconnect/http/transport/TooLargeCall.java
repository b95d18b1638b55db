package io.github.hfconnect.http.transport;

import io.github.hfconnect.answer.ErrorBody;
import io.github.hfconnect.inference.BatchLimits;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises the answer to a call that carried too much, as opposed to one with a bad input in it. Pure. */
final class TooLargeCall {

    /**
     * As text-embeddings-inference 1.9.3 ({@code router/src/http/server.rs}) and SiliconFlow (n4ze3m/page-assist#371), DashScope
     * (memodb-io/memobase#142), OpenAI, Azure (langchain-ai/langchain#4575), Cohere (misbahsy/RAGTune#2) and Jina
     * (langgenius/dify-official-plugins#1997) begin it, behind what gateways put before them: only their own words count, because servers
     * quote the request further on.
     */
    private static final Pattern BATCH = Pattern.compile(
            "(?:(?:input )?batch size \\d+ > maximum allowed batch size "
                    + "|<400> [\\w.]{1,60}: Value error, batch size is invalid, it should not be larger than "
                    + "|Invalid 'input': array too long\\. Expected an array with maximum length "
                    + "|Too many inputs(?: for model \\S{1,80})?\\. The max number of inputs is "
                    + "|total number of texts must be at most "
                    + "|(?:\\[RID: \\w{1,64}\\] Validation error: )?'[^']{1,80}' Each input list can contain at most )(\\d{1,9})");

    /**
     * No server is known to have a smaller limit for a body: where a smaller one is refused, it is an input that is too long. The
     * smallest that is recommended is ModSecurity's 128 KiB ({@code SecRequestBodyNoFilesLimit}); nginx has 1 MiB ({@code
     * client_max_body_size}), text-embeddings-inference 2 MB ({@code --payload-limit}).
     */
    private static final int LEAST_BODY = 64 * 1024;

    private static final int PAYLOAD_TOO_LARGE = 413;

    private TooLargeCall() {}

    /**
     * What such a call may carry.
     *
     * @param bodyBytes of the request
     * @return null where its size was not the reason
     */
    static @Nullable BatchLimits admitted(int status, ErrorBody error, int bodyBytes) {
        Matcher batch = BATCH.matcher(error.ownWords());
        if (batch.lookingAt()) {
            return new BatchLimits(Math.max(1, Integer.parseInt(batch.group(1))), Long.MAX_VALUE);
        }
        // A 413 with a type is TEI's validation up to 1.8.3 (router/src/http/server.rs), of an input. A gateway tells
        // no limit, so it is halved.
        boolean ofBody = status == PAYLOAD_TOO_LARGE && error.type() == null && bodyBytes >= LEAST_BODY;
        return ofBody ? new BatchLimits(Integer.MAX_VALUE, bodyBytes / 2) : null;
    }
}
