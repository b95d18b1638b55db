package io.github.hfconnect.cli;

/** Something that the user has to change; the message is all they need. */
final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CliException(String message) {
        super(message);
    }
}
