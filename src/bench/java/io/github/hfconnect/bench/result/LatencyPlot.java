package io.github.hfconnect.bench.result;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Added latency over the rate of records, both in powers of ten, as a picture that any browser shows. */
public final class LatencyPlot {

    private static final int LEFT = 70;
    private static final int TOP = 50;
    private static final int WIDTH = 560;
    private static final int HEIGHT = 340;

    /** Milliseconds at the lower edge and powers of ten above it: 1 to 1,000. */
    private static final int DECADES = 3;

    private static final List<String> COLOURS = List.of("#1b6ca8", "#c0392b", "#27864e");

    private final Map<String, Map<Integer, Double>> curves = new TreeMap<>();

    /** Takes in a point of a curve. */
    public void add(String curve, int recordsPerSecond, double millis) {
        curves.computeIfAbsent(curve, any -> new TreeMap<>()).put(recordsPerSecond, millis);
    }

    /** The SVG file's content. */
    public String svg(String title) {
        StringBuilder svg = new StringBuilder()
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 660 470\" font-family=\"sans-serif\""
                        + " font-size=\"13\">\n<rect width=\"660\" height=\"470\" fill=\"white\"/>\n")
                .append(text(LEFT, 28, "#222", title))
                .append(text(LEFT + WIDTH / 2 - 50, TOP + HEIGHT + 40, "#222", "records a second"));
        for (int decade = 0; decade <= DECADES; decade++) {
            double millis = Math.pow(10, decade);
            double rate = Math.pow(10, decade + 1);
            svg.append(path("M" + LEFT + " " + y(millis) + "h" + WIDTH, "#ddd", 1))
                    .append(path("M" + x(rate) + " " + TOP + "v" + HEIGHT, "#ddd", 1))
                    .append(text(12, y(millis) + 4, "#555", String.format(Locale.ROOT, "%,d ms", (int) millis)))
                    .append(text(
                            x(rate) - 14, TOP + HEIGHT + 20, "#555", String.format(Locale.ROOT, "%,d", (int) rate)));
        }
        int drawn = 0;
        for (Map.Entry<String, Map<Integer, Double>> curve : curves.entrySet()) {
            String colour = COLOURS.get(drawn % COLOURS.size());
            String steps = curve.getValue().entrySet().stream()
                    .map(point -> x(point.getKey()) + " " + y(point.getValue()))
                    .collect(Collectors.joining("L", "M", ""));
            int legend = LEFT + 110 * drawn;
            svg.append(path(steps, colour, 2))
                    .append(path("M" + legend + " 454h24", colour, 3))
                    .append(text(legend + 30, 458, "#222", curve.getKey()));
            drawn++;
        }
        return svg.append("</svg>\n").toString();
    }

    private static int x(double recordsPerSecond) {
        return (int) Math.round(LEFT + WIDTH * (Math.log10(recordsPerSecond) - 1) / DECADES);
    }

    /** Less than a millisecond stands at the lower edge. */
    private static int y(double millis) {
        double decades = Math.min(DECADES, Math.log10(Math.max(1, millis)));
        return (int) Math.round(TOP + HEIGHT * (1 - decades / DECADES));
    }

    private static String path(String steps, String colour, int width) {
        return "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d\"/>\n".formatted(steps, colour, width);
    }

    private static String text(int x, int y, String colour, String words) {
        return "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n".formatted(x, y, colour, words);
    }
}
