package io.github.hfconnect.http.download;

import io.github.hfconnect.http.download.DownloadException.Reason;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.UrlFetch;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.server.CallSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Puts the content of images, sound and videos in the place of URLs that records hold. What the host refuses is the
 * record's own fault, since its URL may have expired; a host that is not there is an outage, until it is known that others
 * are answered.
 */
public final class InputDownload implements AutoCloseable {

    private final CallSpec spec;
    private final @Nullable GuardedDownload download;

    /**
     * Inputs of a configuration.
     *
     * @param download null where nothing is fetched
     */
    InputDownload(CallSpec spec, @Nullable GuardedDownload download) {
        this.spec = spec;
        this.download = download;
    }

    static InputDownload of(CallSpec spec, HttpSettings settings) {
        UrlFetch fetch = settings.inputFetch();
        return new InputDownload(spec, fetch == UrlFetch.OFF ? null : GuardedDownload.of(fetch, settings));
    }

    /** Whether {@link #fetched} asks no host, whatever the inputs are. */
    public boolean asksNobody() {
        return download == null || spec.task().slots().stream().noneMatch(InputDownload::mayBeUrls);
    }

    private static boolean mayBeUrls(Slot slot) {
        return slot.kind() == Slot.Kind.BINARY || slot.kind() == Slot.Kind.MEDIA;
    }

    /**
     * The same inputs, ready to be sent.
     *
     * @throws InferenceException where something cannot be fetched, or must not be and the server takes no URL
     */
    public List<Input> fetched(List<Input> inputs) throws InterruptedException {
        List<Input> ready = inputs;
        for (Slot slot : spec.task().slots()) {
            if (mayBeUrls(slot)) {
                ready = fetched(ready, slot);
            }
        }
        return ready;
    }

    private List<Input> fetched(List<Input> inputs, Slot slot) throws InterruptedException {
        List<Input> ready = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            Object value = input.slots().get(slot.name());
            Map<String, Object> slots = new HashMap<>(input.slots());
            if (value != null) {
                slots.put(slot.name(), value instanceof List<?> list ? contents(list) : content(value, slot));
            }
            ready.add(new Input(slots, input.parameters()));
        }
        return ready;
    }

    /** A chat's server fetches URLs itself where they are not fetched here. */
    private List<?> contents(List<?> media) throws InterruptedException {
        if (download == null) {
            return media;
        }
        List<Object> contents = new ArrayList<>(media.size());
        for (Object medium : media) {
            contents.add(medium instanceof String url ? get(download, url) : medium);
        }
        return contents;
    }

    private Object content(Object value, Slot slot) throws InterruptedException {
        boolean passedOn = download == null && spec.custom() != null;
        if (!(value instanceof String url) || passedOn) {
            return value;
        }
        if (download == null) {
            throw failure(
                    FailureKind.REJECTED,
                    "The input " + slot.name() + " is a URL; set `input.fetch.url=true` to have it fetched");
        }
        return get(download, url);
    }

    private static ByteBuffer get(GuardedDownload download, String url) throws InterruptedException {
        HttpUrl address = HttpUrl.parse(url);
        if (address == null) {
            throw failure(FailureKind.REJECTED, "The input is said to be at an address that is none");
        }
        try {
            byte[] content = download.get(address).answer().body();
            if (content.length == 0) {
                throw failure(FailureKind.REJECTED, "The input at " + Endpoint.alias(address) + " is empty");
            }
            return ByteBuffer.wrap(content).asReadOnlyBuffer();
        } catch (DownloadException e) {
            FailureKind kind = e.reason() == Reason.FAILED ? FailureKind.UNAVAILABLE : FailureKind.REJECTED;
            throw failure(kind, "The input cannot be fetched " + e.text() + advice(e.reason()));
        }
    }

    private static String advice(Reason reason) {
        return switch (reason) {
            case PRIVATE -> ". Set `input.fetch.private=true` where records may name hosts of your own network";
            case TOO_LARGE -> ". `max.response.bytes` is the limit";
            case REFUSED, FAILED -> "";
        };
    }

    /** Where the input is at fault, the server is not called; where its host is, that was an attempt like any other. */
    private static InferenceException failure(FailureKind kind, String message) {
        return new InferenceException(Failure.of(kind, message).withAttempts(kind.isOutage() ? 1 : 0));
    }

    @Override
    public void close() {
        if (download != null) {
            download.close();
        }
    }
}
