package io.github.hfconnect.http;

/** What is done with the URL of a result that a server keeps. */
public enum ResultFetch {
    /** It is passed on. */
    OFF,
    /** It is fetched, unless it leads into a private network. */
    PUBLIC,
    /** It is fetched wherever it leads. */
    ANYWHERE
}
