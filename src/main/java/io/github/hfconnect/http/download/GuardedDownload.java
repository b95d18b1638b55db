package io.github.hfconnect.http.download;

import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.http.download.DownloadException.Reason;
import io.github.hfconnect.http.transport.AnswerTooLargeException;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.OkHttpClients;
import io.github.hfconnect.http.transport.OpenCalls;
import io.github.hfconnect.http.transport.UrlFetch;
import io.github.hfconnect.server.ApiResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Fetches from addresses that are chosen by a server or a record and not by the configuration: they get no token, no
 * header and no client certificate, and neither they nor a redirect may lead into a private network, unless that is
 * allowed.
 */
final class GuardedDownload implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;

    private final int maxBytes;
    private final OkHttpClient client;
    private final OpenCalls calls;
    private final Dns names;
    private final Predicate<InetAddress> allowed;

    GuardedDownload(HttpSettings settings, Dns names, Predicate<InetAddress> allowed) {
        this.maxBytes = settings.maxResponseBytes();
        this.names = names;
        this.allowed = allowed;
        this.client = OkHttpClients.forDownloads(settings);
        this.calls = new OpenCalls(client);
    }

    /** As far as the user allows it. */
    static GuardedDownload of(UrlFetch fetch, HttpSettings settings) {
        Predicate<InetAddress> allowed = fetch == UrlFetch.ANYWHERE ? address -> true : PublicAddress::is;
        return new GuardedDownload(settings, Dns.SYSTEM, allowed);
    }

    /** The successful answer at an address, or at the one to which it leads. */
    ApiResponse get(HttpUrl first) throws DownloadException, InterruptedException {
        HttpUrl url = first;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            ApiResponse answer = exchange(url);
            if (answer.isSuccessful()) {
                return answer;
            }
            String location = answer.headers().get("Location");
            HttpUrl target = location == null ? null : url.resolve(location);
            if (answer.status() / 100 != 3 || target == null) {
                throw new DownloadException(
                        Reason.ofStatus(answer.status()), url, "its server answers " + answer.status());
            }
            url = target;
        }
        throw new DownloadException(Reason.REFUSED, url, "there are more than " + MOST_REDIRECTS + " redirects");
    }

    private ApiResponse exchange(HttpUrl url) throws DownloadException, InterruptedException {
        CheckedHost host = new CheckedHost(url.host(), names, allowed);
        Call call = client.newBuilder()
                .dns(host)
                .build()
                .newCall(new Request.Builder().url(url).build());
        try {
            host.check();
            return calls.execute(call, maxBytes);
        } catch (PrivateHostException e) {
            throw new DownloadException(Reason.PRIVATE, url, "it is not in the public internet");
        } catch (IOException e) {
            boolean tooLarge = e instanceof AnswerTooLargeException;
            throw new DownloadException(
                    tooLarge ? Reason.TOO_LARGE : Reason.FAILED,
                    url,
                    e.getClass().getSimpleName() + ", " + Excerpt.of(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
