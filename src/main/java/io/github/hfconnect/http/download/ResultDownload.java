package io.github.hfconnect.http.download;

import io.github.hfconnect.answer.MediaAnswer;
import io.github.hfconnect.http.download.DownloadException.Reason;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.UrlFetch;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.media.GeneratedMedia;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Fetches the results to which an answer only points. */
public final class ResultDownload implements AutoCloseable {

    private final MediaAnswer media;
    private final GuardedDownload download;

    ResultDownload(MediaAnswer media, GuardedDownload download) {
        this.media = media;
        this.download = download;
    }

    /** For a task and settings; null where nothing is to be fetched. */
    public static @Nullable ResultDownload of(Task task, HttpSettings settings) {
        if (settings.fetch() == UrlFetch.OFF || !(task instanceof GeneratedMedia media)) {
            return null;
        }
        return new ResultDownload(new MediaAnswer(media.kinds()), GuardedDownload.of(settings.fetch(), settings));
    }

    /**
     * The predictions with their content, which stands beside the URL then.
     *
     * @throws InferenceException where one cannot be fetched
     */
    public List<Object> fetched(List<Object> predictions) throws InterruptedException {
        List<Object> fetched = new ArrayList<>(predictions.size());
        for (Object prediction : predictions) {
            Map<?, ?> fields = (Map<?, ?>) prediction;
            fetched.add(fields.get("url") instanceof String url ? withContent(url) : prediction);
        }
        return fetched;
    }

    private Map<String, Object> withContent(String url) throws InterruptedException {
        Map<String, Object> fields = new LinkedHashMap<>(media.itself(get(url).answer()));
        fields.put("url", url);
        return fields;
    }

    private ApiResponse get(String url) throws InterruptedException {
        HttpUrl address = HttpUrl.parse(url);
        if (address == null) {
            throw failure(FailureKind.MALFORMED, "The result is said to be at an address that is none");
        }
        try {
            return download.get(address);
        } catch (DownloadException e) {
            throw failure(kind(e.reason()), "The result cannot be fetched " + e.text() + advice(e.reason()));
        }
    }

    private static FailureKind kind(Reason reason) {
        return switch (reason) {
            // The URL is chosen by the server, or by the record that it has answered.
            case PRIVATE -> FailureKind.REJECTED;
            case TOO_LARGE -> FailureKind.MALFORMED;
            case REFUSED, FAILED -> FailureKind.UNAVAILABLE;
        };
    }

    private static String advice(Reason reason) {
        return reason == Reason.PRIVATE
                ? ". Set `output.fetch.private=true` where that is right, or `output.fetch.url=false` to get the URL"
                : "";
    }

    private static InferenceException failure(FailureKind kind, String message) {
        return new InferenceException(Failure.of(kind, message));
    }

    @Override
    public void close() {
        download.close();
    }
}
