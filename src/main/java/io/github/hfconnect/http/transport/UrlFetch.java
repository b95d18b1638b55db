package io.github.hfconnect.http.transport;

/** What is done with a URL that a server or a record names. */
public enum UrlFetch {
    /** It is passed on. */
    OFF,
    /** It is fetched, unless it leads into a private network. */
    PUBLIC,
    /** It is fetched wherever it leads. */
    ANYWHERE;

    /** As two settings say it. */
    public static UrlFetch of(boolean isFetched, boolean alsoPrivate) {
        if (!isFetched) {
            return OFF;
        }
        return alsoPrivate ? ANYWHERE : PUBLIC;
    }
}
