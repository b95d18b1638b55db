package io.github.hfconnect.e2e.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The board as a picture (SVG), where there is no Grafana: its panels in their places, with the answers to their queries.
 *
 * @param from seconds since the epoch
 * @param to the same
 */
record BoardPicture(Prometheus prometheus, long from, long to) {

    private static final int COLUMN = 48;
    private static final int ROW = 32;
    private static final int GAP = 6;
    private static final int TOP = 30;
    private static final int LINE = 13;
    private static final int POINTS = 120;
    private static final List<String> COLORS =
            List.of("#7eb26d", "#eab839", "#6ed0e0", "#ef843c", "#e24d42", "#1f78c1", "#ba43a9", "#705da0");

    /** One line with its name. */
    private record Named(String name, Series series) {}

    String svg(Board board) {
        int height = board.panels().stream()
                .mapToInt(panel -> at(panel, "y") + at(panel, "h"))
                .max()
                .orElse(0);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + 24 * COLUMN + " " + height * ROW
                + "\" font-family=\"sans-serif\" font-size=\"11\" fill=\"#d8d9da\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#111217\"/>\n"
                + board.panels().stream().map(this::panel).collect(Collectors.joining())
                + "</svg>\n";
    }

    private String panel(JsonNode panel) {
        int width = at(panel, "w") * COLUMN - GAP;
        int height = at(panel, "h") * ROW - GAP;
        List<Named> lines = lines(panel);
        boolean isStat = panel.path("type").asText().equals("stat");
        return "<g transform=\"translate(" + at(panel, "x") * COLUMN + "," + at(panel, "y") * ROW + ")\">\n"
                + "<rect width=\"" + width + "\" height=\"" + height + "\" rx=\"3\" fill=\"#181b1f\"/>\n"
                + text(8, 18, "#d8d9da", panel.path("title").asText())
                + (isStat ? values(lines) : chart(lines, width - 2 * GAP, height))
                + "</g>\n";
    }

    private static int at(JsonNode panel, String side) {
        return panel.path("gridPos").path(side).asInt();
    }

    private List<Named> lines(JsonNode panel) {
        List<Named> lines = new ArrayList<>();
        for (JsonNode target : panel.path("targets")) {
            String legend = target.path("legendFormat").asText();
            prometheus.range(Board.filled(target.path("expr").asText(), "15s"), from, to, (to - from) / POINTS).stream()
                    .filter(series -> !series.points().isEmpty())
                    .forEach(series -> lines.add(new Named(series.name(legend), series)));
        }
        return lines;
    }

    private static String values(List<Named> lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(text(
                    8,
                    60 + i * 24,
                    color(i),
                    number(lines.get(i).series().last()) + " " + lines.get(i).name()));
        }
        return text.toString();
    }

    private String chart(List<Named> lines, int width, int height) {
        int bottom = height - GAP - LINE;
        double highest = Series.highest(lines.stream().map(Named::series));
        StringBuilder chart = new StringBuilder(text(8, TOP + LINE - 3, "#6e7077", number(highest)));
        chart.append("<path d=\"M8 " + bottom + "H" + width + "\" stroke=\"#34373c\"/>\n");
        int x = 8;
        for (int i = 0; i < lines.size(); i++) {
            chart.append("<polyline fill=\"none\" stroke=\"" + color(i) + "\" stroke-width=\"1.5\" points=\""
                    + points(lines.get(i).series(), width, bottom, highest > 0 ? highest : 1) + "\"/>\n");
            String name = lines.get(i).name();
            chart.append(text(x, height - GAP, color(i), name));
            x += 12 + name.length() * 6;
        }
        return chart.toString();
    }

    private String points(Series series, int width, int bottom, double highest) {
        return series.points().stream()
                .map(point -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        8 + (point.seconds() - from) / (to - from) * (width - 8),
                        bottom - point.value() / highest * (bottom - TOP - LINE)))
                .collect(Collectors.joining(" "));
    }

    private static String text(int x, int y, String color, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        return "<text x=\"" + x + "\" y=\"" + y + "\" fill=\"" + color + "\">" + escaped + "</text>\n";
    }

    private static String color(int line) {
        return COLORS.get(line % COLORS.size());
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }
}
