package io.github.hfconnect.demo;

import io.github.hfconnect.demo.Arrival.Kind;
import io.github.hfconnect.demo.Screen.Ink;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Shows records as they come out: all of a small file, a sample of a large one with a running count. */
final class LiveView {

    private static final long SMALL_FILE_BYTES = 64 * 1024;
    private static final int FIRST_LINES = 20;
    private static final int LINES_A_SECOND = 4;
    private static final long SECOND = 1_000_000_000L;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Screen screen;
    private final boolean all;
    private long shown;
    private long second = System.nanoTime();
    private int shownThisSecond;

    LiveView(Screen screen, long fileBytes) {
        this.screen = screen;
        this.all = fileBytes <= SMALL_FILE_BYTES;
    }

    /** Shows the record, unless enough of a large file is on the screen already. */
    void show(Arrival arrival) {
        if (!all && shown >= FIRST_LINES && shownThisSecond >= LINES_A_SECOND) {
            return;
        }
        shown++;
        shownThisSecond++;
        print(arrival);
    }

    /** Called all the time; shows the count once a second. */
    void count(Ledger ledger) {
        if (System.nanoTime() - second < SECOND) {
            return;
        }
        second = System.nanoTime();
        shownThisSecond = 0;
        if (!all) {
            screen.progress(String.format(
                    Locale.ROOT,
                    "%d records are out, %d flagged, %d dead letters",
                    ledger.distinct(),
                    ledger.count(Kind.FLAGGED),
                    ledger.count(Kind.DEAD)));
        }
    }

    private void print(Arrival arrival) {
        Moderation moderation = arrival.moderation();
        switch (arrival.kind()) {
            case FLAGGED -> line(Ink.RED, "!", moderation, verdict(moderation));
            case ENRICHED -> line(Ink.PLAIN, " ", moderation, verdict(moderation));
            case PASSED -> line(Ink.GREY, " ", moderation, "blank, no call");
            case DEAD -> {
                line(Ink.YELLOW, "x", moderation, "dead letter");
                screen.whole(Ink.YELLOW, "            " + arrival.reason());
            }
        }
    }

    private void line(Ink ink, String mark, Moderation moderation, String verdict) {
        ChatLine line = moderation.line();
        screen.result(
                ink,
                String.format(
                        Locale.ROOT,
                        "%s %s  %-8.8s %-10.10s %-14s  %s",
                        mark,
                        LocalTime.now(ZoneId.systemDefault()).format(CLOCK),
                        line.conversation() == null ? "-" : line.conversation(),
                        line.author(),
                        verdict,
                        line.message()));
    }

    private static String verdict(Moderation moderation) {
        return String.format(Locale.ROOT, "%-8s %.2f", moderation.label(), moderation.score());
    }
}
