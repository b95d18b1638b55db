package io.github.hfconnect.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Precision, recall and F1 over the threshold, as a picture that any browser shows. */
record ThresholdPlot(Thresholds thresholds, String title) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 60;
    private static final int TOP = 50;

    private static final List<Curve> CURVES = List.of(
            new Curve("precision", "#1b6ca8", 60, Confusion::precision),
            new Curve("recall", "#c0392b", 170, Confusion::recall),
            new Curve("F1", "#27864e", 280, Confusion::f1));

    /**
     * What is drawn over the threshold.
     *
     * @param legendAt where its name stands, from the left
     */
    private record Curve(String label, String colour, int legendAt, ToDoubleFunction<Confusion> value) {

        double of(Confusion row) {
            return value.applyAsDouble(row);
        }
    }

    /** The SVG file's content. */
    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 500\" font-family=\"sans-serif\" font-size=\"13\">\n")
                .append("<rect width=\"760\" height=\"500\" fill=\"white\"/>\n")
                .append(text(LEFT, 28, "#222", title));
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            svg.append(grid(tenth / 10.0));
        }
        for (Curve curve : CURVES) {
            svg.append(line(curve)).append(legend(curve));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String grid(double at) {
        String label = String.format(Locale.ROOT, "%.1f", at);
        return path("M" + x(at) + " " + y(0) + "V" + y(1) + "M" + x(0) + " " + y(at) + "H" + x(1), "#ddd", 1)
                + text(x(at) - 8, y(0) + 20, "#555", label)
                + text(LEFT - 30, y(at) + 4, "#555", label);
    }

    /** Where nothing is flagged there is no precision, and the curve ends. */
    private String line(Curve curve) {
        List<Confusion> points = thresholds.rows().stream()
                .filter(row -> !Double.isNaN(curve.of(row)))
                .toList();
        String path = points.stream()
                .map(row -> x(row.threshold()) + " " + y(curve.of(row)))
                .collect(Collectors.joining("L", "M", ""));
        return points.isEmpty() ? "" : path(path, curve.colour(), 2);
    }

    private static String legend(Curve curve) {
        int x = curve.legendAt();
        int y = TOP + HEIGHT + 40;
        return path("M" + x + " " + (y - 4) + "h24", curve.colour(), 3) + text(x + 30, y, "#222", curve.label());
    }

    private static int x(double threshold) {
        return (int) Math.round(LEFT + threshold * WIDTH);
    }

    private static int y(double value) {
        return (int) Math.round(TOP + (1 - value) * HEIGHT);
    }

    private static String path(String steps, String colour, int width) {
        return "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d\"/>%n".formatted(steps, colour, width);
    }

    private static String text(int x, int y, String colour, String words) {
        return "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n".formatted(x, y, colour, escaped(words));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
