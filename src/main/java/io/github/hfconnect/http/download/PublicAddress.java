package io.github.hfconnect.http.download;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Tells addresses of the public internet from those of this machine, of private networks and of no network. */
final class PublicAddress {

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return !special && (address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes, 0));
    }

    /** Besides the usual: this network, carrier-grade NAT, protocol assignments, benchmarks, reserved. */
    private static boolean isPublic4(byte[] bytes, int offset) {
        int address = ByteBuffer.wrap(bytes).getInt(offset);
        return !(in(address, 0x00000000, 8)
                || in(address, 0x0a000000, 8)
                || in(address, 0x64400000, 10)
                || in(address, 0x7f000000, 8)
                || in(address, 0xa9fe0000, 16)
                || in(address, 0xac100000, 12)
                || in(address, 0xc0000000, 24)
                || in(address, 0xc0a80000, 16)
                || in(address, 0xc6120000, 15)
                || in(address, 0xe0000000, 3));
    }

    private static boolean in(int address, int network, int prefix) {
        return (address ^ network) >>> (Integer.SIZE - prefix) == 0;
    }

    /** Global unicast alone. Where an address stands for one of the old ones, that one decides. */
    private static boolean isPublic6(byte[] bytes) {
        ByteBuffer address = ByteBuffer.wrap(bytes);
        boolean translated = address.getLong(0) == 0x0064_ff9b_0000_0000L && address.getInt(8) == 0;
        if (translated) {
            return isPublic4(bytes, 12);
        }
        boolean tunnelTo4 = address.getShort(0) == 0x2002;
        boolean teredo = address.getInt(0) == 0x2001_0000;
        boolean global = (bytes[0] & 0xe0) == 0x20;
        return global && !teredo && (!tunnelTo4 || isPublic4(bytes, 2));
    }
}
