package io.github.hfconnect.http.download;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import okhttp3.Dns;

/**
 * Looks up one host and refuses addresses that are not allowed; as the look-up of a connection it makes sure that what
 * was checked is what is called. Other names, such as a proxy's, are looked up as ever.
 */
record CheckedHost(String host, Dns names, Predicate<InetAddress> allowed) implements Dns {

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        List<InetAddress> addresses = names.lookup(hostname);
        if (hostname.equals(host) && !addresses.stream().allMatch(allowed)) {
            throw new PrivateHostException(host);
        }
        return addresses;
    }

    /** Before a connection is made: an address in place of a name is looked up by nobody else. */
    void check() throws PrivateHostException {
        try {
            lookup(host);
        } catch (PrivateHostException e) {
            throw e;
        } catch (UnknownHostException e) {
            // A proxy may know it. Without one the connection fails by itself.
            return;
        }
    }
}
