package io.github.hfconnect.answer;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the own words of some servers begin with where the configuration is at fault; whether it is, others that are answered may show.
 *
 * @param advice null where the group {@code parameter} of the words names what to change
 */
record Phrase(Pattern words, @Nullable String advice) {

    static Phrase of(String words, String advice) {
        return new Phrase(pattern(words), advice);
    }

    /** Words with a group {@code parameter}. */
    static Phrase ofParameter(String words) {
        return new Phrase(pattern(words), null);
    }

    static Pattern pattern(String words) {
        return Pattern.compile(words, CASE_INSENSITIVE);
    }

    /** What the first says that the server's words begin with. */
    static Optional<ErrorRule> first(List<Phrase> phrases, ErrorBody error) {
        return phrases.stream().flatMap(phrase -> phrase.rule(error).stream()).findFirst();
    }

    /** Whether a server's own words begin so, behind what gateways put before them. */
    static boolean begins(Pattern words, ErrorBody error) {
        return matcher(words, error).lookingAt();
    }

    private Optional<ErrorRule> rule(ErrorBody error) {
        Matcher said = matcher(words, error);
        return said.lookingAt()
                ? Optional.of(ErrorRule.presumed(advice == null ? Advice.parameter(said.group("parameter")) : advice))
                : Optional.empty();
    }

    private static Matcher matcher(Pattern words, ErrorBody error) {
        String message = error.message();
        return words.matcher(message).region(Relayed.begin(message), message.length());
    }
}
