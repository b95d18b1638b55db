package io.github.hfconnect.bench;

import java.util.List;

/** Figures as a table for people; it is Markdown, so that it can be quoted. */
interface FigureTable {

    List<String> head();

    /**
     * The rows of one scenario.
     *
     * @param ofBuilds its results for each build, of which the last one is this
     */
    List<String> rows(List<List<Result>> ofBuilds);
}
