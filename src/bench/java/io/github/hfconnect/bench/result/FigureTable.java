package io.github.hfconnect.bench.result;

import java.util.List;

/** Figures as a table for people; it is Markdown, so that it can be quoted. */
public interface FigureTable {

    /** The lines above the rows of all scenarios. */
    List<String> head();

    /**
     * The rows of one scenario.
     *
     * @param ofBuilds its results for each build, of which the last one is this
     */
    List<String> rows(List<List<Result>> ofBuilds);
}
