package io.github.hfconnect.http.transport;

import io.github.hfconnect.server.ApiResponse;
import java.util.Objects;
import okhttp3.HttpUrl;

/** What servers answer that are not done in the time that they give themselves. Pure. */
final class StillAtIt {

    private static final int ACCEPTED = 202;

    private static final int SEE_OTHER = 303;

    private StillAtIt() {}

    /** Whether an answer only says that there is none yet. */
    static boolean says(ApiResponse response, HttpUrl asked) {
        return isPending(response) || isElsewhere(response, asked);
    }

    /**
     * As NVIDIA's hosted functions answer, under a status that is a good one elsewhere
     * (docs.api.nvidia.com/nim/reference/statuspolling).
     */
    static boolean isPending(ApiResponse response) {
        return response.status() == ACCEPTED
                && response.headers().get("NVCF-REQID") != null
                && response.answer().body().length == 0;
    }

    /**
     * As Modal answers after 150 seconds (modal.com/docs/guide/webhook-timeouts), while a container starts or a request takes long: the
     * answer will be at the same path, under an id in its query.
     */
    private static boolean isElsewhere(ApiResponse response, HttpUrl asked) {
        String location = response.status() == SEE_OTHER ? response.headers().get("Location") : null;
        HttpUrl target = location == null ? null : asked.resolve(location);
        return target != null
                && target.host().equals(asked.host())
                && target.encodedPath().equals(asked.encodedPath())
                && !Objects.equals(target.encodedQuery(), asked.encodedQuery());
    }
}
