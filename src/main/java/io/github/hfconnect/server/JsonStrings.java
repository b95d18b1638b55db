package io.github.hfconnect.server;

/** Follows a JSON document piece by piece and knows whether the next character stands inside a string. */
final class JsonStrings {

    private boolean inside;
    private boolean escaped;

    void pass(String piece) {
        piece.chars().forEach(this::pass);
    }

    private void pass(int character) {
        if (escaped) {
            escaped = false;
        } else if (inside && character == '\\') {
            escaped = true;
        } else if (character == '"') {
            inside = !inside;
        }
    }

    boolean inside() {
        return inside;
    }
}
