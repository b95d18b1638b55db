package io.github.hfconnect.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page that says where requests differ from the official client's, and why. */
final class ConformanceDocs {

    private static final String HEAD = """
            <!-- Generated from the code; do not edit. Regenerate: mvn -q test -Dtest=ConformanceTest -Ddocs.write=true -->
            # Conformance with the official client

            What the plugin sends is compared with what `@huggingface/inference` 4.13.30 sends for the same input: method, path,
            the headers `Authorization`, `X-HF-Bill-To`, `Content-Type`, `Accept` and those by which a provider knows the Hub, and each field
            of the body. For providers behind the router other than hf-inference that is the order; what follows it is shown in [tasks.md](tasks.md). The client is
            asked by `src/conformance/client/record.mjs`; what it has sent is kept in `src/test/resources/conformance/recorded.json`.
            `ConformanceTest` compares always, and `OfficialClientIT` asks the client again wherever Node.js is installed.

            """;

    private static final String FOOT = """

            In what is not compared the client is no measure: it knows no batches but those of embeddings, retries any 503 at once
            and without end, refuses answers that real servers give, and has no methods for the tasks `text-ranking` and
            `zero-shot-object-detection`. It also asks the Hub for a model's providers before each first call; the plugin does
            not, where nothing depends on the answer.
            """;

    private static final int MAX_VALUE = 40;

    private ConformanceDocs() {}

    static String markdown(List<Difference> differences) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append(compared(differences)).append('\n');
        page.append("| task | asked by | the client sends | the plugin sends | because |\n|---|---|---|---|---|\n");
        for (Reason reason : Reason.all()) {
            page.append(
                    row(reason, differences.stream().filter(reason::explains).toList()));
        }
        return page.append(FOOT).toString();
    }

    private static String compared(List<Difference> differences) {
        List<OfficialRequest> all = OfficialRequest.all();
        long different =
                differences.stream().map(Difference::official).distinct().count();
        return all.size() + " requests for "
                + all.stream().map(OfficialRequest::task).distinct().count() + " tasks are compared; "
                + (all.size() - different) + " are equal, and these differ:\n";
    }

    private static String row(Reason reason, List<Difference> differences) {
        OfficialRequest first = differences.get(0).official();
        List<Difference> shown = differences.stream()
                .filter(difference -> difference.official().equals(first))
                .toList();
        String by = reason.by().isEmpty() ? "router, endpoint" : reason.by();
        return "| " + reason.task() + " | " + by + " | " + values(shown, Difference::client) + " | "
                + values(shown, Difference::plugin) + " | " + reason.text() + " |\n";
    }

    private static String values(List<Difference> differences, Function<Difference, JsonNode> side) {
        return differences.stream()
                .filter(difference -> !side.apply(difference).isMissingNode())
                .map(difference -> difference.part() + " `" + excerpt(side.apply(difference)) + "`")
                .collect(Collectors.joining(", "));
    }

    private static String excerpt(JsonNode value) {
        String text = value.toString();
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "..";
    }
}
