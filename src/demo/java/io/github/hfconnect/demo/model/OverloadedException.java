package io.github.hfconnect.demo.model;

/** More sequences are being judged already than the server takes on. */
final class OverloadedException extends RuntimeException {

    OverloadedException() {
        super("Model is overloaded");
    }
}
