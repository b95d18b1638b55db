package io.github.hfconnect.kafka;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of a cluster's addresses, as {@code bootstrap.servers} has them. */
public final class Addresses {

    /** As Kafka reads an address: a scheme is left out, the host of version 6 in brackets. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9+_-]*://)?(?:\\[([0-9A-Fa-f:.%]+)]|([^\\s:/\\[\\]]+)):([0-9]{1,5})");

    private static final int LAST_PORT = 65_535;

    private Addresses() {}

    /**
     * The addresses in order, not resolved yet.
     *
     * @throws IllegalArgumentException quoting what is no {@code host:port}
     */
    public static List<InetSocketAddress> parse(String servers) {
        List<String> parts = Arrays.stream(servers.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("It is empty: write host:port pairs separated by commas");
        }
        return parts.stream().map(Addresses::address).toList();
    }

    private static InetSocketAddress address(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || isNoPort(Integer.parseInt(address.group(3)))) {
            throw new IllegalArgumentException("'" + text + "' is no host:port, such as broker-1.example.com:9092");
        }
        String host = address.group(1) == null ? address.group(2) : address.group(1);
        return InetSocketAddress.createUnresolved(host, Integer.parseInt(address.group(3)));
    }

    private static boolean isNoPort(int port) {
        return port < 1 || port > LAST_PORT;
    }
}
