package io.github.hfconnect.demo.model;

/** A sequence that was not to be cut is longer than the model takes. */
final class TooManyTokensException extends RuntimeException {

    final int tokens;

    TooManyTokensException(int tokens) {
        super(tokens + " tokens");
        this.tokens = tokens;
    }
}
