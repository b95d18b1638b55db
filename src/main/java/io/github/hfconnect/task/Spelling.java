package io.github.hfconnect.task;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Orders names by how little has to be changed in a misspelt one (Levenshtein distance). */
public final class Spelling {

    private Spelling() {}

    public static List<String> nearestFirst(String misspelt, Collection<String> names) {
        return names.stream().sorted(nearness(misspelt)).toList();
    }

    /** The name that is nearest to a misspelt one, where no more letters have to be changed than given. */
    public static Optional<String> nearest(String misspelt, Collection<String> names, int mostChanges) {
        return names.stream()
                // Which tells most of them apart at no cost.
                .filter(name -> Math.abs(name.length() - misspelt.length()) <= mostChanges)
                .filter(name -> distance(misspelt, name) <= mostChanges)
                .min(nearness(misspelt));
    }

    private static Comparator<String> nearness(String misspelt) {
        return comparingInt((String name) -> distance(misspelt, name)).thenComparing(naturalOrder());
    }

    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
