package io.github.hfconnect.bench.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that a process has held, as Linux counts it; elsewhere not a number. */
public record ProcessMemory(long pid) {

    private static final String PEAK = "VmHWM:";

    /** Starts anew with what the process holds now. */
    void forgetPeak() {
        try {
            Files.writeString(file("clear_refs"), "5");
        } catch (IOException e) {
            // Then the peak is that of the process's whole life.
        }
    }

    /** The most since the peak was last forgotten. */
    public double peakMegabytes() {
        try {
            return Files.readAllLines(file("status")).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
